import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useChat } from './context.ts'

/** Asks once before the chat ends, and says what happens to it. */
export function EndSheet({ onDone }: { onDone: () => void }): JSX.Element {
  const { conversation, words } = useChat()
  const keep = useRef<HTMLButtonElement>(null)
  const [state, setState] = useState<'asking' | 'ending' | 'failed'>('asking')
  // Before it is painted: later it would take the focus from whoever is already at the other button, and Enter would press this one.
  useLayoutEffect(() => keep.current?.focus(), [])

  async function end(): Promise<void> {
    setState('ending')
    if (await conversation.end()) onDone()
    else setState('failed')
  }

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
        <p role="alert" class="sheet-trouble">
          {state === 'failed' && words.notSent}
        </p>
        <div class="sheet-buttons">
          <button ref={keep} type="button" class="button" onClick={onDone}>
            {words.keepChatting}
          </button>
          <button type="button" class="button primary" disabled={state === 'ending'} onClick={() => void end()}>
            {state === 'failed' ? words.tryAgain : words.endChat}
          </button>
        </div>
      </div>
    </div>
  )
}
