import type { JSX } from 'preact'

/** An icon of the lucide set, imported with `?raw`: part of our own code, never anyone's words, so it may be set as markup. */
export function Icon({ svg, size }: { svg: string; size?: number }): JSX.Element {
  const style = size === undefined ? {} : { fontSize: `${size}px` }
  return <span class="icon" aria-hidden="true" style={style} dangerouslySetInnerHTML={{ __html: withoutComment(svg) }} />
}

function withoutComment(svg: string): string {
  return svg.slice(svg.indexOf('<svg'))
}
