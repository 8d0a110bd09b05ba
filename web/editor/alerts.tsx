import type { ComponentChildren, JSX } from 'preact'
import { moment } from '../shared/time.ts'
import { useEditor } from './context.ts'

/** What needs a decision, above the text: nothing here ever costs a word. */
export function Alerts(): JSX.Element {
  const editor = useEditor()
  const theirs = editor.theirs.value
  const trouble = editor.trouble.value
  return (
    <div role="alert" class="alerts">
      {theirs !== undefined && (
        <Alert
          title={`${theirs.by} saved revision ${theirs.revision} at ${moment(theirs.at, Date.now(), 'en-GB')}, while you were writing`}
          text="Your text is below and nothing of it is lost. Both stay among the revisions if you save yours on top."
        >
          <button
            type="button"
            class="button"
            onClick={() => editor.showRevision(editor.shownRevision.value === undefined ? theirs : undefined)}
          >
            {editor.shownRevision.value === undefined ? 'Show theirs beside mine' : 'Show mine'}
          </button>
          <button type="button" class="button" onClick={() => editor.takeTheirs()}>
            Go on with theirs
          </button>
          <button type="button" class="button primary" onClick={() => void editor.keepMine()}>
            Save mine on top
          </button>
        </Alert>
      )}
      {editor.aside.value !== undefined && (
        <Alert title="Your text is put aside" text="It stays until you open another article.">
          <button type="button" class="button" onClick={() => editor.bringBack()}>
            Bring it back
          </button>
        </Alert>
      )}
      {trouble !== undefined && (
        <Alert title={trouble.title} text={trouble.text}>
          <button type="button" class="button quiet" onClick={() => editor.dismissTrouble()}>
            All right
          </button>
        </Alert>
      )}
    </div>
  )
}

function Alert({ title, text, children }: { title: string; text: string; children: ComponentChildren }): JSX.Element {
  return (
    <div class="alert">
      <p>
        <strong>{title}.</strong> {text}
      </p>
      <div class="alert-buttons">{children}</div>
    </div>
  )
}
