import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { useDesk } from './context.ts'
import { ConversationView } from './conversation-view.tsx'
import { Details } from './details.tsx'
import { Lists } from './lists.tsx'
import { ShortcutList } from './shortcut-list.tsx'
import { useShortcuts } from './shortcuts.ts'

/** Lists, conversation, details: side by side, on a narrow screen one over the other with a way back. */
export function Columns(): JSX.Element {
  const desk = useDesk()
  const [details, setDetails] = useState(false)
  const help = useRef<HTMLDialogElement>(null)
  const selected = desk.selectedId.value !== undefined
  useShortcuts(desk, () => help.current?.showModal())

  return (
    <div class={`columns ${selected ? 'with-conversation' : ''} ${details && selected ? 'with-details' : ''}`}>
      <Lists onHelp={() => help.current?.showModal()} />
      <ConversationView onDetails={() => setDetails(!details)} />
      <Details onClose={() => setDetails(false)} />
      <ShortcutList dialog={help} />
    </div>
  )
}
