import back from 'lucide-static/icons/arrow-left.svg?raw'
import messages from 'lucide-static/icons/messages-square.svg?raw'
import panel from 'lucide-static/icons/panel-right.svg?raw'
import type { ComponentChildren, JSX } from 'preact'
import type { DeskConversation } from '../../bot/api/desk.ts'
import { Icon } from '../shared/icon.tsx'
import { Composer } from './composer.tsx'
import { useDesk } from './context.ts'
import { Ownership } from './ownership.tsx'
import { Transcript } from './transcript.tsx'
import { channelName, customerName, languageName } from './words.ts'

export function ConversationView({ onDetails }: { onDetails: () => void }): JSX.Element {
  const desk = useDesk()
  const shown = desk.shown.value

  if (shown.kind === 'none') {
    return (
      <main class="conversation">
        <div class="empty">
          <Icon svg={messages} size={28} />
          <h2>Pick a conversation</h2>
          <p>
            Its words appear here, with what the bot tried beside them. <kbd>j</kbd> and <kbd>k</kbd> step through the list,{' '}
            <kbd>?</kbd> shows every key.
          </p>
        </div>
      </main>
    )
  }
  if (shown.kind !== 'shown') {
    return (
      <main class="conversation">
        <Header name="" detail="" onDetails={onDetails} />
        <div class="empty" role="status">
          {shown.kind === 'missing' && <p>This conversation does not exist, or its words were erased.</p>}
          {shown.kind === 'failed' && <p>It could not be read. Nothing is lost; choose it again in a moment.</p>}
        </div>
      </main>
    )
  }
  const { conversation } = shown
  return (
    <main class="conversation" aria-label="Conversation">
      <Header name={nameOf(conversation)} detail={detailOf(conversation)} onDetails={onDetails} />
      {/* A new conversation starts at its own end, with its own draft. */}
      <Transcript key={`transcript-${shown.id}`} conversation={conversation} />
      <Trouble />
      <Ownership conversation={conversation} />
      <Composer key={`composer-${shown.id}`} conversation={conversation} />
    </main>
  )
}

function nameOf({ id, customer }: DeskConversation): string {
  return customerName({ conversationId: id, customerName: customer.name })
}

function detailOf({ customer }: DeskConversation): string {
  return `${channelName(customer.channel)} · ${languageName(customer.language)}`
}

function Header({ name, detail, onDetails }: { name: string; detail: string; onDetails: () => void }): JSX.Element {
  const desk = useDesk()
  return (
    <header class="conversation-header">
      <button
        type="button"
        class="icon-button back"
        aria-label="Back to the list"
        title="Back to the list"
        onClick={() => desk.select(undefined)}
      >
        <Icon svg={back} />
      </button>
      <div class="conversation-who">
        <h2>{name}</h2>
        <span>{detail}</span>
      </div>
      <button
        type="button"
        class="icon-button details-toggle"
        aria-label="Brief and customer"
        title="Brief and customer"
        onClick={onDetails}
      >
        <Icon svg={panel} />
      </button>
    </header>
  )
}

function Trouble(): ComponentChildren {
  const desk = useDesk()
  const trouble = desk.trouble.value
  return (
    <div role="alert">
      {trouble !== undefined && (
        <div class="trouble">
          <p>
            <strong>{trouble.title}.</strong> {trouble.text}
          </p>
          <button type="button" class="button quiet" onClick={() => desk.dismissTrouble()}>
            All right
          </button>
        </div>
      )}
    </div>
  )
}
