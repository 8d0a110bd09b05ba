import close from 'lucide-static/icons/x.svg?raw'
import offline from 'lucide-static/icons/wifi-off.svg?raw'
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../shared/icon.tsx'
import { Composer } from './composer.tsx'
import { useChat } from './context.ts'
import { EndSheet } from './end-sheet.tsx'
import { Menu } from './menu.tsx'
import { Speaker } from './speaker.tsx'
import { Transcript } from './transcript.tsx'
import { useVisibleHeight } from './visible-height.ts'

/** `takeFocus`: opened by the customer's own hand, so the cursor belongs into the box; not when the page opens it. */
export function Panel({ onClose, takeFocus }: { onClose: () => void; takeFocus: boolean }): JSX.Element {
  const { conversation, words, shop } = useChat()
  const [ending, setEnding] = useState(false)
  const box = useRef<HTMLTextAreaElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const entries = conversation.entries.value
  useVisibleHeight(panel)

  useEffect(() => {
    if (takeFocus) box.current?.focus({ preventScroll: true })
  }, [takeFocus])

  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') conversation.markSeen()
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [entries, conversation])

  function doneEnding(): void {
    setEnding(false)
    box.current?.focus()
  }

  return (
    <div
      ref={panel}
      class="panel"
      role="dialog"
      aria-label={words.chatWith(shop)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
      }}
    >
      <header class="header" inert={ending}>
        <Speaker />
        <Menu onEnd={() => setEnding(true)} />
        <button type="button" class="icon-button" aria-label={words.close} title={words.close} onClick={onClose}>
          <Icon svg={close} />
        </button>
      </header>
      <div class="body" inert={ending}>
        <Transcript />
        <div class="trouble" role="status">
          {conversation.connection.value === 'lost' && (
            <p>
              <Icon svg={offline} size={16} />
              {entries.length === 0 ? words.cannotStart : words.offline}
            </p>
          )}
        </div>
        <Composer box={box} />
      </div>
      {ending && <EndSheet onDone={doneEnding} />}
    </div>
  )
}
