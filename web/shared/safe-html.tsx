import { h, type ComponentChildren, type JSX } from 'preact'
import { safeAddress } from './safe-address.ts'

const ELEMENTS = new Set(
  'A B BLOCKQUOTE BR CODE DEL EM H1 H2 H3 H4 H5 H6 HR I LI OL P PRE S STRONG SUB SUP TABLE TBODY TD TH THEAD TR UL'.split(' '),
)

/** Markup from the server as elements. Only these elements, only links' addresses: whatever else is in it becomes its text. */
export function SafeHtml({ html }: { html: string }): JSX.Element {
  const parsed = new DOMParser().parseFromString(html, 'text/html')
  return <>{childrenOf(parsed.body)}</>
}

function childrenOf(parent: Element): ComponentChildren[] {
  return [...parent.childNodes].map((node) => {
    if (node instanceof Text) return node.data
    return node instanceof Element ? rendered(node) : null
  })
}

function rendered(element: Element): ComponentChildren {
  if (element.tagName === 'SCRIPT' || element.tagName === 'STYLE') return null
  if (!ELEMENTS.has(element.tagName)) return childrenOf(element)
  return h(element.tagName.toLowerCase(), attributesOf(element), ...childrenOf(element))
}

function attributesOf(element: Element): Record<string, string> {
  const to = element.tagName === 'A' ? element.getAttribute('href') : null
  const href = to === null ? undefined : safeAddress(to, document.baseURI)
  return href === undefined ? {} : { href, target: '_blank', rel: 'noopener noreferrer' }
}
