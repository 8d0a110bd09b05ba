export interface PublishedArticle {
  title: string
  /** The body as HTML, made from the editor's Markdown; scripts in it do not run (security-headers.ts). */
  html: string
  section: string
  /** Milliseconds since 1970. */
  updatedAt: number
}

/** The public page of an article: what a citation opens. */
export function articlePage({ title, html, section, updatedAt }: PublishedArticle, siteName: string): string {
  const updated = new Date(updatedAt)
  const day = updated.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  return page(
    `${title} · ${siteName}`,
    `<article class="article">
<p class="article-section">${escape(section)}</p>
<h1>${escape(title)}</h1>
${html}
<p class="article-updated">Updated <time datetime="${updated.toISOString().slice(0, 10)}">${day}</time></p>
</article>
<p class="article-foot"><a href="/chat">Ask the ${escape(siteName)} assistant</a></p>`,
  )
}

export function articleMissingPage(siteName: string): string {
  return page(
    `Not found · ${siteName}`,
    `<article class="article">
<h1>This article is not here any more</h1>
<p>It may have been renamed or taken out. <a href="/chat">Ask the ${escape(siteName)} assistant</a> instead.</p>
</article>`,
  )
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/plain.css">
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
