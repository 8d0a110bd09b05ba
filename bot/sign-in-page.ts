/** What a link that does not work shows: why, and how to get one that does. Plain, for it must work without any script or style file. */
export const signInFailedPage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>This sign-in link does not work · Warmline</title>
    <style>
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 12vh auto; padding: 0 1.5rem; color: #1d2433; background: #fff }
      h1 { font-size: 1.4rem }
      code { background: #f0f2f6; border-radius: 4px; padding: 0.1em 0.35em }
      @media (prefers-color-scheme: dark) { a { color: inherit } body { color: #e7eaf0; background: #14171d } code { background: #262b35 } }
    </style>
  </head>
  <body>
    <h1>This sign-in link does not work</h1>
    <p>Sign-in links work once and for ten minutes. This one was used already, is older, or was cut short when it was copied.</p>
    <p>To get a new one, ask whoever runs this Warmline. On its machine:</p>
    <p><code>npm run account -- link NAME</code> for an account that exists, or<br />
    <code>npm run account -- add NAME --role agent</code> for a new one.</p>
    <p>If you are signed in already, go to the <a href="/desk">desk</a> or the <a href="/editor">editor</a>.</p>
    <p>A Warmline without any accounts prints fresh links each time it starts.</p>
  </body>
</html>
`
