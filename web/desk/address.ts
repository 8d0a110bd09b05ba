import { effect } from '@preact/signals'
import type { Desk } from './desk.ts'

/** The open conversation is in the address (`#<conversationId>`): it survives a reload, can be shared, and Back closes it on a phone. */
export function followAddress(desk: Desk): () => void {
  const follow = (): void => {
    const id = decodeURIComponent(location.hash.slice(1))
    desk.select(id === '' ? undefined : id)
  }
  follow()
  window.addEventListener('hashchange', follow)
  const stop = effect(() => {
    const id = desk.selectedId.value
    const wanted = id === undefined ? '' : `#${encodeURIComponent(id)}`
    if (location.hash === wanted) return
    if (location.hash !== '' && wanted !== '') history.replaceState(null, '', wanted)
    else history.pushState(null, '', wanted === '' ? location.pathname : wanted)
  })
  return () => {
    window.removeEventListener('hashchange', follow)
    stop()
  }
}
