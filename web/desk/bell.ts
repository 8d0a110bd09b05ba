import { effect, type ReadonlySignal } from '@preact/signals'

/** The number of waiting customers in the tab's title and icon: the desk is seen when it is not looked at. */
export function ringFor(waiting: ReadonlySignal<number>): () => void {
  const link = document.querySelector<HTMLLinkElement>('link[rel=icon]')
  return effect(() => {
    const count = waiting.value
    document.title = count === 0 ? 'Desk · Warmline' : `(${count}) Desk · Warmline`
    if (link !== null) link.href = iconFor(count)
  })
}

function iconFor(count: number): string {
  if (count === 0) return '/assets/favicon.svg'
  return count > 9 ? '/assets/favicon-more.svg' : `/assets/favicon-${count}.svg`
}
