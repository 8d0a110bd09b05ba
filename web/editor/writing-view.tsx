import file from 'lucide-static/icons/file-text.svg?raw'
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Icon } from '../shared/icon.tsx'
import { Alerts } from './alerts.tsx'
import { useEditor } from './context.ts'
import { Form } from './form.tsx'
import { Preview } from './preview.tsx'
import { Revisions } from './revisions.tsx'
import { Toolbar } from './toolbar.tsx'

/** The article: words on the left, what the customer will see on the right. */
export function WritingView(): JSX.Element {
  const editor = useEditor()
  const [side, setSide] = useState<'write' | 'preview'>('write')
  const writing = editor.writing.value

  useEffect(() => {
    const save = (event: KeyboardEvent): void => {
      if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      void editor.save()
    }
    document.addEventListener('keydown', save)
    return () => document.removeEventListener('keydown', save)
  }, [editor])

  if (writing === undefined) {
    return (
      <main class="article-frame">
        {editor.openId.value === undefined && (
          <div class="empty">
            <Icon svg={file} size={28} />
            <h2>Pick an article</h2>
            <p>
              You write on the left and see beside it what the customer will see. What you publish is in the bot’s answers at
              once.
            </p>
          </div>
        )}
        <Alerts />
      </main>
    )
  }
  return (
    <main class="article-frame" aria-label="Article">
      <Toolbar />
      <Alerts />
      <div class="sides-switch" role="group" aria-label="View">
        <button type="button" aria-pressed={side === 'write'} onClick={() => setSide('write')}>
          Write
        </button>
        <button type="button" aria-pressed={side === 'preview'} onClick={() => setSide('preview')}>
          Preview
        </button>
      </div>
      <div class={`sides show-${side}`}>
        <Form key={writing.articleId} />
        <Preview />
      </div>
      <Revisions />
    </main>
  )
}
