import down from 'lucide-static/icons/arrow-down.svg?raw'
import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../shared/icon.tsx'
import { useChat } from './context.ts'
import { GroupView } from './entry.tsx'
import { QuickReplies } from './quick-replies.tsx'
import { groupsOf } from './timeline.ts'

/** How far from the end still counts as reading along. */
const NEAR = 80

/** Follows the newest words while one reads at the end; scrolled up, it stays where it is and a pill tells of what is new. */
export function Transcript(): JSX.Element {
  const { conversation, words } = useChat()
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const following = useRef(true)
  const [more, setMore] = useState(false)
  const entries = conversation.entries.value
  const composed = conversation.composed.value
  const typing = composed === undefined ? conversation.typing.value : undefined
  // Read aloud when it is whole.
  const busy = conversation.connection.value === 'connecting' || composed !== undefined
  const newest = entries.at(-1)
  const mine = newest?.from === 'customer' && newest.state === 'sending' ? newest.key : undefined

  function toEnd(): void {
    following.current = true
    setMore(false)
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight })
  }

  function onScroll(): void {
    const box = scroller.current
    if (box === null) return
    following.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR
    if (following.current) setMore(false)
  }

  useLayoutEffect(() => {
    if (mine !== undefined || following.current) toEnd()
    else if (entries.length > 0) setMore(true)
  }, [entries.length, mine])

  // Chips, a growing box and the phone's keyboard change the room without new words.
  useLayoutEffect(() => {
    const box = scroller.current
    if (box === null || content.current === null) return
    const observer = new ResizeObserver(() => {
      if (following.current) box.scrollTop = box.scrollHeight
    })
    observer.observe(box)
    observer.observe(content.current)
    return () => observer.disconnect()
  }, [])

  return (
    <div class="transcript-frame">
      {/* Focusable, so that the keyboard can scroll it. */}
      <div class="transcript" ref={scroller} onScroll={onScroll} tabIndex={0}>
        <div ref={content} class="transcript-content">
          <div role="log" aria-live="polite" aria-busy={busy} class="log">
            {groupsOf(composed === undefined ? entries : [...entries, composed]).map((group) => (
              <GroupView key={group.entries[0]?.key} group={group} />
            ))}
          </div>
          {entries.length === 0 && conversation.connection.value === 'connecting' && <Skeleton />}
          <div class="typing" role="status">
            {typing !== undefined && (
              <>
                <span class="dots" aria-hidden="true">
                  <i />
                  <i />
                  <i />
                </span>
                <span class="unseen">{words.typing(typing === '' ? words.assistant : typing)}</span>
              </>
            )}
          </div>
          <QuickReplies />
        </div>
      </div>
      {more && (
        <button type="button" class="pill" onClick={toEnd}>
          <Icon svg={down} size={14} />
          {words.newMessages}
        </button>
      )}
    </div>
  )
}

function Skeleton(): JSX.Element {
  const { words } = useChat()
  return (
    <div class="skeleton" role="status">
      <span class="unseen">{words.connecting}</span>
      <i />
      <i />
      <i />
    </div>
  )
}
