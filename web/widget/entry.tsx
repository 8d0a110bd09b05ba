import alert from 'lucide-static/icons/circle-alert.svg?raw'
import book from 'lucide-static/icons/book-open-text.svg?raw'
import out from 'lucide-static/icons/arrow-up-right.svg?raw'
import bot from 'lucide-static/icons/bot.svg?raw'
import type { JSX } from 'preact'
import { Icon } from '../shared/icon.tsx'
import { Markdown, PlainText } from '../shared/markdown.tsx'
import { safeAddress } from '../shared/safe-address.ts'
import { moment } from '../shared/time.ts'
import { useChat } from './context.ts'
import { initialsOf } from './speaker.tsx'
import type { Entry, Group, Source } from './timeline.ts'

/** Bubbles are for people's words; an answer is text with its source under it; a notice is a centred line. */
export function GroupView({ group }: { group: Group }): JSX.Element {
  const { words, locale } = useChat()
  return (
    <>
      {group.stamp !== undefined && (
        <time class="stamp" dateTime={new Date(group.stamp).toISOString()}>
          {moment(group.stamp, Date.now(), locale)}
        </time>
      )}
      <div class={`group ${group.from}`}>
        {group.from === 'human' && (
          <div class="group-name">
            <span class="portrait small human" aria-hidden="true">
              {initialsOf(group.name ?? '')}
            </span>
            {group.name}
          </div>
        )}
        {group.from === 'bot' && (
          <div class="group-name">
            <span class="portrait small bot">
              <Icon svg={bot} />
            </span>
            {words.assistant}
          </div>
        )}
        {group.entries.map((entry) => (
          <EntryView key={entry.key} entry={entry} />
        ))}
      </div>
    </>
  )
}

function EntryView({ entry }: { entry: Entry }): JSX.Element {
  const { words } = useChat()
  if (entry.from === 'notice') {
    return (
      <div class="notice-line">
        <Markdown text={entry.text} />
      </div>
    )
  }
  if (entry.from === 'bot') {
    return (
      <div class="answer">
        <Markdown text={entry.text} />
        {entry.sources.map((source) => (
          <SourceCard key={source.url} source={source} />
        ))}
      </div>
    )
  }
  return (
    <div class={`said ${entry.state}`}>
      {entry.from === 'customer' && <span class="unseen">{words.you}: </span>}
      <div class="bubble">
        <PlainText text={entry.text} />
      </div>
      {entry.state === 'failed' && <NotSent entry={entry} />}
      {entry.state === 'sending' && <span class="unseen">{words.sending}</span>}
    </div>
  )
}

function NotSent({ entry }: { entry: Entry }): JSX.Element {
  const { words, conversation } = useChat()
  return (
    <div class="not-sent" role="alert">
      <Icon svg={alert} size={14} />
      {words.notSent}
      <button type="button" class="link" onClick={() => conversation.tryAgain(entry.key)}>
        {words.tryAgain}
      </button>
    </div>
  )
}

function SourceCard({ source }: { source: Source }): JSX.Element {
  const { words, origin } = useChat()
  const href = safeAddress(source.url, origin)
  return (
    <a class="source" href={href} target="_blank" rel="noopener noreferrer">
      <Icon svg={book} size={16} />
      <span>
        <span class="unseen">{words.source}: </span>
        {source.title}
      </span>
      <Icon svg={out} size={14} />
    </a>
  )
}
