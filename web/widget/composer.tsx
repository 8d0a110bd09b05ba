import send from 'lucide-static/icons/arrow-up.svg?raw'
import type { JSX, RefObject } from 'preact'
import { useState } from 'preact/hooks'
import { GrowingBox } from '../shared/growing-box.tsx'
import { Icon } from '../shared/icon.tsx'
import { useChat } from './context.ts'

export function Composer({ box }: { box: RefObject<HTMLTextAreaElement | null> }): JSX.Element {
  const { conversation, words } = useChat()
  const [text, setText] = useState(() => conversation.draft.read('draft'))
  const empty = text.trim() === ''

  function write(next: string): void {
    setText(next)
    conversation.draft.write('draft', next)
    if (next !== '') conversation.hintTyping()
  }

  function submit(): void {
    if (empty) return
    conversation.say(text.trim())
    write('')
    box.current?.focus()
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <GrowingBox
        box={box}
        value={text}
        label={words.placeholder}
        placeholder={conversation.owner.value.kind === 'queue' ? words.placeholderWaiting : words.placeholder}
        onText={write}
        onEnter={submit}
      />
      <button type="submit" class="send" aria-label={words.send} title={words.send} disabled={empty}>
        <Icon svg={send} size={18} />
      </button>
    </form>
  )
}
