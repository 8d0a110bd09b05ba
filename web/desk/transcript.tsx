import book from 'lucide-static/icons/book-open-text.svg?raw'
import botIcon from 'lucide-static/icons/bot.svg?raw'
import down from 'lucide-static/icons/arrow-down.svg?raw'
import noteIcon from 'lucide-static/icons/sticky-note.svg?raw'
import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { DeskConversation, DeskMessage } from '../../bot/api/desk.ts'
import { Icon } from '../shared/icon.tsx'
import { Markdown, PlainText } from '../shared/markdown.tsx'
import { moment } from '../shared/time.ts'
import { useDesk } from './context.ts'
import { Delivery } from './delivery.tsx'
import type { Outgoing } from './desk.ts'
import { focusComposer } from './focus-composer.ts'
import { Judgement } from './judgement.tsx'
import { customerName } from './words.ts'

type Note = DeskConversation['notes'][number]
type Item =
  { kind: 'message'; id: string; at: number; message: DeskMessage } | { kind: 'note'; id: string; at: number; note: Note }

const NEAR = 80
const PAUSE = 10 * 60_000

/** Everything said, with the notes where they were made. It follows new words only while one reads at the end. */
export function Transcript({ conversation }: { conversation: DeskConversation }): JSX.Element {
  const desk = useDesk()
  const box = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const following = useRef(true)
  const [more, setMore] = useState(false)
  const items = itemsOf(conversation)
  const outgoing = desk.outgoing.value.filter((words) => words.conversationId === conversation.id)

  function toEnd(): void {
    following.current = true
    setMore(false)
    box.current?.scrollTo({ top: box.current.scrollHeight })
  }

  useLayoutEffect(() => {
    if (following.current || outgoing.length > 0) toEnd()
    else setMore(true)
  }, [items.length, outgoing.length])

  useLayoutEffect(() => {
    const frame = box.current
    if (frame === null || content.current === null) return
    const observer = new ResizeObserver(() => {
      if (following.current) frame.scrollTop = frame.scrollHeight
    })
    observer.observe(frame)
    observer.observe(content.current)
    return () => observer.disconnect()
  }, [])

  return (
    <div class="transcript-frame">
      <div
        ref={box}
        class="transcript"
        tabIndex={0}
        aria-label="Transcript"
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          following.current = scrollHeight - scrollTop - clientHeight < NEAR
          if (following.current) setMore(false)
        }}
      >
        <div ref={content} class="transcript-content" role="log" aria-live="polite">
          {items.map((item, index) => {
            const before = items[index - 1]
            const pause = before === undefined || item.at - before.at > PAUSE
            return (
              <div key={item.id} class="item">
                {pause && (
                  <time class="stamp" dateTime={new Date(item.at).toISOString()}>
                    {moment(item.at, desk.now.value, 'en-GB')}
                  </time>
                )}
                {item.kind === 'note' ? (
                  <NoteView name={item.note.name} text={item.note.text} />
                ) : (
                  <MessageView
                    message={item.message}
                    first={pause || !sameSpeaker(before, item.message)}
                    conversation={conversation}
                  />
                )}
              </div>
            )
          })}
          {outgoing.map((words) => (
            <OutgoingView key={words.id} words={words} />
          ))}
          {desk.typing.value.has(conversation.id) && <Typing conversation={conversation} />}
        </div>
      </div>
      {more && (
        <button type="button" class="pill" onClick={toEnd}>
          <Icon svg={down} size={14} />
          New messages
        </button>
      )}
    </div>
  )
}

function itemsOf({ messages, notes }: DeskConversation): Item[] {
  const items: Item[] = [
    ...messages.map((message): Item => ({ kind: 'message', id: message.id, at: message.at, message })),
    ...notes.map((note): Item => ({ kind: 'note', id: note.id, at: note.at, note })),
  ]
  return items.sort((a, b) => a.at - b.at)
}

function sameSpeaker(before: Item, message: DeskMessage): boolean {
  return before.kind === 'message' && before.message.from === message.from && before.message.name === message.name
}

interface MessageProps {
  message: DeskMessage
  first: boolean
  conversation: DeskConversation
}

function MessageView({ message, first, conversation }: MessageProps): JSX.Element {
  const { from } = message
  if (from === 'notice') {
    return (
      <div class="notice-line">
        <Markdown text={message.text} />
        <Delivery message={message} conversation={conversation} />
      </div>
    )
  }
  return (
    <div class={`said ${from}`}>
      {first && <Speaker message={message} conversation={conversation} />}
      {from === 'bot' ? (
        <div class="answer">
          <Markdown text={message.text} />
          {(message.citations ?? []).map((citation) => (
            <a key={citation.slug} class="source" href={`/articles/${citation.slug}`} target="_blank" rel="noopener">
              <Icon svg={book} size={14} />
              {citation.title}
            </a>
          ))}
          {message.answer !== undefined && <Judgement answer={message.answer} />}
        </div>
      ) : (
        <div class="bubble">
          <PlainText text={message.text} />
        </div>
      )}
      <Delivery message={message} conversation={conversation} />
    </div>
  )
}

function Speaker({ message, conversation }: { message: DeskMessage; conversation: DeskConversation }): JSX.Element {
  const { who } = useDesk()
  if (message.from === 'bot') {
    return (
      <span class="speaker">
        <Icon svg={botIcon} size={14} />
        Bot
      </span>
    )
  }
  if (message.from === 'human') return <span class="speaker">{message.name === who.name ? 'You' : message.name}</span>
  return (
    <span class="speaker">{customerName({ conversationId: conversation.id, customerName: conversation.customer.name })}</span>
  )
}

function NoteView({ name, text }: { name: string; text: string }): JSX.Element {
  return (
    <div class="note-card">
      <span class="speaker">
        <Icon svg={noteIcon} size={14} />
        {name} · note, only agents see it
      </span>
      <PlainText text={text} />
    </div>
  )
}

function OutgoingView({ words }: { words: Outgoing }): JSX.Element {
  const desk = useDesk()
  const again = (): void => {
    desk.sendAgain(words.id)
    // The button goes, and what had the focus with it.
    focusComposer()
  }
  const bar = words.state === 'failed' && (
    <div class="not-sent" role="alert">
      No answer yet: the server is slow or out of reach.
      <button type="button" class="link" onClick={again}>
        Try again
      </button>
    </div>
  )
  if (words.kind === 'note') {
    return (
      <div class={`item ${words.state}`}>
        <NoteView name="You" text={words.text} />
        {bar}
      </div>
    )
  }
  return (
    <div class={`item said human ${words.state}`}>
      <div class="bubble">
        <PlainText text={words.text} />
      </div>
      {bar}
    </div>
  )
}

function Typing({ conversation }: { conversation: DeskConversation }): JSX.Element {
  return (
    <div class="item typing">
      <span class="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      <span class="unseen">
        {customerName({ conversationId: conversation.id, customerName: conversation.customer.name })} is typing
      </span>
    </div>
  )
}
