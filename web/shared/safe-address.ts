const SAFE = ['http:', 'https:', 'mailto:', 'tel:']

/** Only addresses that open a page, a mail or a call; undefined for `javascript:` and its like, which are shown as text. */
export function safeAddress(to: string, base: string): string | undefined {
  if (!URL.canParse(to, base)) return undefined
  const url = new URL(to, base)
  return SAFE.includes(url.protocol) ? url.href : undefined
}
