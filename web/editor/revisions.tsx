import close from 'lucide-static/icons/x.svg?raw'
import type { JSX } from 'preact'
import { Icon } from '../shared/icon.tsx'
import { moment } from '../shared/time.ts'
import { useEditor } from './context.ts'
import type { Revision } from './editor.ts'

/** Every saved text, newest first. Looking at one changes nothing; taking one puts it into the form, unsaved. */
export function Revisions(): JSX.Element | null {
  const editor = useEditor()
  const revisions = editor.revisions.value
  if (revisions === undefined) return null
  return (
    <aside class="revisions" aria-label="Revisions">
      <header class="drawer-header">
        <h2>Revisions</h2>
        <button type="button" class="icon-button" aria-label="Close revisions" onClick={() => editor.hideRevisions()}>
          <Icon svg={close} />
        </button>
      </header>
      <ul>
        {revisions.map((revision) => (
          <Row key={revision.revision} revision={revision} />
        ))}
      </ul>
    </aside>
  )
}

function Row({ revision }: { revision: Revision }): JSX.Element {
  const editor = useEditor()
  const shown = editor.shownRevision.value?.revision === revision.revision
  const live = editor.writing.value?.detail?.publishedRevision === revision.revision
  return (
    <li class={`revision ${shown ? 'shown' : ''}`}>
      <button
        type="button"
        class="revision-pick"
        aria-pressed={shown}
        onClick={() => editor.showRevision(shown ? undefined : revision)}
      >
        <span class="revision-title">
          Revision {revision.revision}
          {live && <span class="state published">Live</span>}
        </span>
        <span class="revision-facts">
          {moment(revision.at, Date.now(), 'en-GB')} · {revision.by}
        </span>
      </button>
      {shown && (
        <button type="button" class="button" onClick={() => editor.takeRevision(revision)}>
          Use this text
        </button>
      )}
    </li>
  )
}
