import type { ReadonlySignal } from '@preact/signals'
import speech from 'lucide-static/icons/message-circle.svg?raw'
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { AddressBase } from '../shared/markdown.tsx'
import { Icon } from '../shared/icon.tsx'
import { ChatContext, type Chat } from './context.ts'
import { Panel } from './panel.tsx'

/** `opened`: by hand or by the page; the panel takes the cursor only by hand. */
export type Opened = 'no' | 'by_page' | 'by_hand'

interface WidgetProps {
  chat: Chat
  opened: ReadonlySignal<Opened>
  onOpen: () => void
  onClose: () => void
}

export function Widget({ chat, opened, onOpen, onClose }: WidgetProps): JSX.Element {
  const launcher = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  const open = opened.value !== 'no'

  useEffect(() => {
    if (wasOpen.current && !open) launcher.current?.focus()
    wasOpen.current = open
  }, [open])

  return (
    <ChatContext.Provider value={chat}>
      <AddressBase.Provider value={chat.origin}>
        {open ? (
          <Panel onClose={onClose} takeFocus={opened.value === 'by_hand'} />
        ) : (
          <button ref={launcher} type="button" class="launcher" aria-label={launcherLabel(chat)} onClick={onOpen}>
            <Icon svg={speech} size={26} />
            {chat.conversation.unread.value > 0 && <span class="badge">{Math.min(99, chat.conversation.unread.value)}</span>}
          </button>
        )}
      </AddressBase.Provider>
    </ChatContext.Provider>
  )
}

function launcherLabel({ conversation, words }: Chat): string {
  const unread = conversation.unread.value
  return unread === 0 ? words.open : `${words.open}, ${words.unread(unread)}`
}
