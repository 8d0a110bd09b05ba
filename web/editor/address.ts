import { effect } from '@preact/signals'
import type { Editor } from './editor.ts'

/** The open article is in the address (`#<articleId>`), so that it survives a reload and can be sent to a colleague. */
export function followAddress(editor: Editor): () => void {
  const follow = (): void => {
    const id = decodeURIComponent(location.hash.slice(1))
    editor.open(id === '' ? undefined : id)
  }
  follow()
  window.addEventListener('hashchange', follow)
  const stop = effect(() => {
    const id = editor.openId.value
    const wanted = id === undefined ? '' : `#${encodeURIComponent(id)}`
    if (location.hash !== wanted) history.pushState(null, '', wanted === '' ? location.pathname : wanted)
    const title = editor.writing.value?.fields.title ?? ''
    document.title = title === '' ? 'Articles · Warmline' : `${title} · Warmline`
  })
  return () => {
    window.removeEventListener('hashchange', follow)
    stop()
  }
}
