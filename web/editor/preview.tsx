import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { request } from '../shared/request.ts'
import { SafeHtml } from '../shared/safe-html.tsx'
import { useEditor } from './context.ts'

const PAUSE = 250

/** As the customer will see it, made by the server that will show it to them. An older revision takes its place while it is looked at. */
export function Preview(): JSX.Element {
  const editor = useEditor()
  const revision = editor.shownRevision.value
  const shown = revision ?? editor.writing.value?.fields
  const unanswered = shown?.unanswered ?? false
  const body = unanswered ? '' : (shown?.body ?? '')
  const [html, setHtml] = useState('')

  useEffect(() => {
    let current = true
    const timer = setTimeout(() => {
      void request<{ html: string }>('POST', '/api/articles/preview', { body }).then((answer) => {
        if (current && answer.kind === 'ok') setHtml(answer.body.html)
      })
    }, PAUSE)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [body])

  return (
    <section class="preview" aria-label="Preview">
      <h2 class="preview-label">
        {revision === undefined ? 'As the customer will see it' : `Revision ${revision.revision}, by ${revision.by}`}
      </h2>
      {unanswered ? (
        <NotAnswered />
      ) : (
        <article class="article">
          {shown?.section !== '' && <p class="article-section">{shown?.section}</p>}
          <h1>{shown === undefined || shown.title === '' ? 'Untitled' : shown.title}</h1>
          <SafeHtml html={html} />
        </article>
      )}
    </section>
  )
}

function NotAnswered(): JSX.Element {
  return (
    <p class="soft">
      The customer sees none of this. Asked something like it, the bot says that it does not know, and offers a person.
    </p>
  )
}
