import dots from 'lucide-static/icons/ellipsis.svg?raw'
import leave from 'lucide-static/icons/log-out.svg?raw'
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../shared/icon.tsx'
import { useChat } from './context.ts'

/** What one needs rarely, behind one button. */
export function Menu({ onEnd }: { onEnd: () => void }): JSX.Element {
  const { words } = useChat()
  const [open, setOpen] = useState(false)
  const frame = useRef<HTMLDivElement>(null)
  const trigger = useRef<HTMLButtonElement>(null)
  const item = useRef<HTMLButtonElement>(null)

  useEffect(() => {
    if (open) item.current?.focus()
  }, [open])

  return (
    <div
      ref={frame}
      class="menu-frame"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return
        event.stopPropagation()
        setOpen(false)
        trigger.current?.focus()
      }}
      onFocusOut={(event) => {
        if (event.relatedTarget instanceof Node && frame.current?.contains(event.relatedTarget) === true) return
        setOpen(false)
      }}
    >
      <button
        ref={trigger}
        type="button"
        class="icon-button"
        aria-label={words.more}
        title={words.more}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon svg={dots} />
      </button>
      {open && (
        <div class="menu" role="menu">
          <button
            ref={item}
            type="button"
            role="menuitem"
            class="menu-item"
            onClick={() => {
              setOpen(false)
              onEnd()
            }}
          >
            <Icon svg={leave} size={16} />
            {words.endChat}
          </button>
        </div>
      )}
    </div>
  )
}
