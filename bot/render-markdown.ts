import { Marked, type Tokens } from 'marked'

/**
 * An article's Markdown as the HTML that customers and editors see. Editors' words are never markup: raw HTML is shown as it was
 * typed, links lead only where a customer may go, pictures become their description.
 */
export function renderMarkdown(markdown: string): string {
  return renderer.parse(markdown, { async: false })
}

const renderer = new Marked({
  gfm: true,
  renderer: {
    html: ({ text }: Tokens.HTML | Tokens.Tag) => escapeHtml(text),
    // No class for the language: nothing here colours code, and an editor's word would be an attribute.
    code: ({ text }: Tokens.Code) => `<pre><code>${escapeHtml(text)}\n</code></pre>\n`,
    image: ({ text }: Tokens.Image) => escapeHtml(text),
    link({ href, tokens }: Tokens.Link) {
      const words = this.parser.parseInline(tokens)
      const target = safeTarget(href)
      if (target === undefined) return words
      const elsewhere = target.startsWith('/') ? '' : ' rel="noopener noreferrer nofollow"'
      return `<a href="${escapeHtml(target)}"${elsewhere}>${words}</a>`
    },
  },
})

const SCHEMES = new Set(['http:', 'https:', 'mailto:'])

/** The address if a customer may be sent there: the web, an e-mail, another article. */
export function safeTarget(href: string): string | undefined {
  const here = 'http://article.invalid'
  if (!URL.canParse(href, here)) return undefined
  const url = new URL(href, here)
  if (url.origin === here) return url.pathname.startsWith('/articles/') ? `${url.pathname}${url.search}${url.hash}` : undefined
  // `//elsewhere.example` is parsed with our scheme and would follow the page's.
  return SCHEMES.has(url.protocol) && URL.canParse(href) ? url.href : undefined
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
