import send from 'lucide-static/icons/arrow-up.svg?raw'
import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { DeskConversation } from '../../bot/api/desk.ts'
import { GrowingBox } from '../shared/growing-box.tsx'
import { Icon } from '../shared/icon.tsx'
import { useDesk } from './context.ts'
import { theCustomer } from './words.ts'

type Kind = 'message' | 'note'

/** The box for words to the customer and for notes: two drafts, kept apart, so that a note is never sent by mistake. */
export function Composer({ conversation }: { conversation: DeskConversation }): JSX.Element {
  const desk = useDesk()
  const { id, owner, customer } = conversation
  const mine = owner.kind === 'human' && owner.agentId === desk.who.accountId
  const [wanted, setWanted] = useState<Kind>('message')
  const kind: Kind = mine ? wanted : 'note'
  const key = `${kind}:${id}`
  const [text, setText] = useState(() => desk.drafts.read(key))
  const box = useRef<HTMLTextAreaElement>(null)
  const trouble = desk.trouble.value
  const name = theCustomer(customer.name)

  // Another kind has another draft, and refused words come back into it.
  useLayoutEffect(() => setText(desk.drafts.read(key)), [key, trouble, desk])

  function write(next: string): void {
    setText(next)
    desk.drafts.write(key, next)
    if (kind === 'message' && next !== '') desk.hintTyping()
  }

  function submit(): void {
    if (text.trim() === '') return
    desk.send(kind, text.trim())
    write('')
    box.current?.focus()
  }

  function choose(next: Kind): void {
    setWanted(next)
    box.current?.focus()
  }

  return (
    <form
      class={`composer ${kind}`}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div class="composer-kinds" role="group" aria-label="What to write">
        {mine && (
          <button
            type="button"
            class="kind"
            aria-pressed={kind === 'message'}
            data-shortcut="r"
            onClick={() => choose('message')}
          >
            Reply <kbd>r</kbd>
          </button>
        )}
        <button type="button" class="kind" aria-pressed={kind === 'note'} data-shortcut="n" onClick={() => choose('note')}>
          Note <kbd>n</kbd>
        </button>
        <span class="composer-hint">
          {kind === 'note' ? 'Only agents see it' : `${customer.name ?? 'The customer'} sees it at once`}
        </span>
      </div>
      <div class="composer-box">
        <GrowingBox
          box={box}
          value={text}
          label={kind === 'note' ? 'Note for colleagues' : `Reply to ${name}`}
          placeholder={kind === 'note' ? 'Leave a note for colleagues' : `Write to ${name}`}
          onText={write}
          onEnter={submit}
        />
        <button
          type="submit"
          class="button primary send"
          aria-label={kind === 'note' ? 'Add note' : 'Send'}
          disabled={text.trim() === ''}
        >
          <span class="send-word">{kind === 'note' ? 'Add note' : 'Send'}</span>
          <Icon svg={send} size={16} />
        </button>
      </div>
    </form>
  )
}
