import { expect } from 'chai'
import fc from 'fast-check'
import { renderMarkdown, safeTarget } from '../../bot/render-markdown.ts'

describe('an article as it is shown', () => {
  it('renders headings, lists, tables and links', () => {
    const html = renderMarkdown(
      '## Returns\n\n- within **45 days**\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[Contact](/articles/contact-us#phone)',
    )
    expect(html).to.include('<h2>Returns</h2>').and.include('<strong>45 days</strong>').and.include('<td>2</td>')
    expect(html).to.include('<a href="/articles/contact-us#phone">Contact</a>')
  })

  it('shows raw HTML as typed, and pictures as their description', () => {
    const html = renderMarkdown('<script>alert(1)</script>\n\na <b onclick="x()">b</b> ![a tent <i>](https://example.org/t.png)')
    expect(html).not.to.match(/<(script|b|img|i)[ >]/)
    expect(html).to.include('&lt;script&gt;').and.include('a tent')
  })

  it('lets links lead to the web, to e-mail and to articles only', () => {
    expect(safeTarget('https://example.org/a?b=1')).to.equal('https://example.org/a?b=1')
    expect(safeTarget('mailto:help@example.org')).to.equal('mailto:help@example.org')
    expect(safeTarget('/articles/returns')).to.equal('/articles/returns')
    const unsafe = [
      ...[
        'javascript:alert(1)',
        'JaVaScRiPt:alert(1)',
        ' javascript:alert(1)',
        'java\nscript:alert(1)',
        'data:text/html,x',
        'vbscript:x',
      ],
      ...[
        '//evil.example/articles/x',
        '/\\evil.example',
        '/articles/../api/session',
        '/desk',
        'returns.md',
        '#top',
        '',
        'file:///etc/passwd',
      ],
      ...['http://article.invalid/desk', 'https:', 'blob:https://x/1'],
    ]
    for (const href of unsafe) expect(safeTarget(href), href).to.equal(undefined)
    expect(renderMarkdown('[click *me*](javascript:alert(1))')).to.equal('<p>click <em>me</em></p>\n')
  })

  it('gives a code fence no attribute, whatever language it names', () => {
    expect(renderMarkdown('```<\na < b\n```')).to.equal('<pre><code>a &lt; b\n</code></pre>\n')
  })

  it('has no tag or attribute beyond those of Markdown, whatever is written', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '&',
      '[a](',
      ')',
      '![',
      '](',
      'javascript:',
      'https://x',
      '`',
      '*',
      '\n',
      '\n\n',
      '<img src=x onerror=y>',
      'on',
      '=',
      '&quot;',
      '<!--',
      '\\',
      '|',
      '|-|',
      '    ',
      '- ',
      '# ',
      '"t"',
    )
    const allowed =
      /^<\/?(?:p|h[1-6]|ul|ol|li|strong|em|del|code|pre|blockquote|hr|br|table|thead|tbody|tr|th|td|a href="(?:https?:|mailto:|\/articles\/)[^"<>]*"(?: rel="[a-z ]+")?|a|ol start="\d+"|t[hd] align="[a-z]+"|input (?:checked="" )?disabled="" type="checkbox")\s*\/?>$/
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 25 }), (parts) => {
        for (const [tag] of renderMarkdown(parts.join('')).matchAll(/<[^>]*>/g)) expect(tag).to.match(allowed)
      }),
      { numRuns: 2000 },
    )
  })
})
