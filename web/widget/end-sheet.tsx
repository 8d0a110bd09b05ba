import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { useChat } from './context.ts'

/** Asks once before the chat ends, and says what happens to it. */
export function EndSheet({ onDone }: { onDone: () => void }): JSX.Element {
  const { conversation, words } = useChat()
  const keep = useRef<HTMLButtonElement>(null)
  useEffect(() => keep.current?.focus(), [])

  return (
    <div class="sheet-scrim" onClick={onDone}>
      <div
        class="sheet"
        role="alertdialog"
        aria-modal="true"
        aria-labelledby="end-title"
        aria-describedby="end-text"
        onClick={(event) => event.stopPropagation()}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          onDone()
        }}
      >
        <h2 id="end-title">{words.endTitle}</h2>
        <p id="end-text">{words.endText}</p>
        <div class="sheet-buttons">
          <button ref={keep} type="button" class="button" onClick={onDone}>
            {words.keepChatting}
          </button>
          <button
            type="button"
            class="button primary"
            onClick={() => {
              conversation.end()
              onDone()
            }}
          >
            {words.endChat}
          </button>
        </div>
      </div>
    </div>
  )
}
