import archive from 'lucide-static/icons/archive.svg?raw'
import back from 'lucide-static/icons/arrow-left.svg?raw'
import dots from 'lucide-static/icons/ellipsis.svg?raw'
import external from 'lucide-static/icons/arrow-up-right.svg?raw'
import history from 'lucide-static/icons/history.svg?raw'
import undo from 'lucide-static/icons/undo-2.svg?raw'
import type { JSX } from 'preact'
import { useRef } from 'preact/hooks'
import { Icon } from '../shared/icon.tsx'
import { moment } from '../shared/time.ts'
import { useEditor } from './context.ts'
import { RetireDialog } from './retire-dialog.tsx'
import { StateBadge } from './state-badge.tsx'

/** The state of the article, always here, and the one button that changes what customers get. */
export function Toolbar(): JSX.Element {
  const editor = useEditor()
  const retiring = useRef<HTMLDialogElement>(null)
  const writing = editor.writing.value
  const detail = writing?.detail
  const live = detail?.published != null && detail.state !== 'retired'
  const publishing = editor.publishing.value
  const busy = editor.busy.value

  return (
    <header class="toolbar">
      <button type="button" class="icon-button back" aria-label="Back to the list" onClick={() => editor.open(undefined)}>
        <Icon svg={back} />
      </button>
      <div class="toolbar-state">
        <StateBadge state={detail?.state ?? 'draft'} />
        <span class="saved" role="status">
          {savedWords(editor.unsaved.value, busy === 'saving', detail?.newest)}
        </span>
      </div>
      <button
        type="button"
        class="button save"
        disabled={!editor.unsaved.value || busy !== undefined}
        onClick={() => void editor.save()}
      >
        Save draft
      </button>
      <button
        type="button"
        class="button primary"
        disabled={publishing.kind !== 'ready' || busy !== undefined}
        onClick={() => void editor.publish()}
      >
        {busy === 'publishing' ? 'Publishing' : publishing.label}
      </button>
      <button type="button" class="icon-button" aria-label="More about this article" popovertarget="article-menu">
        <Icon svg={dots} />
      </button>
      <div id="article-menu" popover="auto" class="popup">
        <button
          type="button"
          class="popup-item"
          disabled={detail === undefined}
          popovertarget="article-menu"
          onClick={() => void editor.readRevisions()}
        >
          <Icon svg={history} size={16} />
          Revisions
        </button>
        {live && (
          <a class="popup-item" href={`/articles/${detail.slug}`} target="_blank" rel="noopener">
            <Icon svg={external} size={16} />
            Open the live article
          </a>
        )}
        <button
          type="button"
          class="popup-item"
          disabled={!editor.unsaved.value}
          popovertarget="article-menu"
          onClick={() => editor.discard()}
        >
          <Icon svg={undo} size={16} />
          Discard unsaved changes
        </button>
        <button
          type="button"
          class="popup-item"
          disabled={!live}
          popovertarget="article-menu"
          onClick={() => retiring.current?.showModal()}
        >
          <Icon svg={archive} size={16} />
          Retire
        </button>
      </div>
      <RetireDialog dialog={retiring} title={writing?.fields.title ?? ''} />
    </header>
  )
}

function savedWords(unsaved: boolean, saving: boolean, newest: { at: number; by: string; revision: number } | undefined): string {
  if (saving) return 'Saving'
  if (unsaved) return 'Unsaved, kept in this browser'
  if (newest === undefined) return 'New'
  return `Revision ${newest.revision}, ${moment(newest.at, Date.now(), 'en-GB')}`
}
