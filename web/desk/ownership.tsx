import botIcon from 'lucide-static/icons/bot.svg?raw'
import check from 'lucide-static/icons/check.svg?raw'
import clock from 'lucide-static/icons/clock.svg?raw'
import hand from 'lucide-static/icons/hand.svg?raw'
import headset from 'lucide-static/icons/headset.svg?raw'
import share from 'lucide-static/icons/arrow-right-left.svg?raw'
import undo from 'lucide-static/icons/undo-2.svg?raw'
import type { ComponentChildren, JSX } from 'preact'
import { useRef } from 'preact/hooks'
import type { DeskConversation } from '../../bot/api/desk.ts'
import { Icon } from '../shared/icon.tsx'
import { waited } from '../shared/time.ts'
import { CloseDialog } from './close-dialog.tsx'
import { useDesk } from './context.ts'
import { focusComposer } from './focus-composer.ts'
import { TransferDialog } from './transfer-dialog.tsx'
import { isAtOtherDesk, REASONS, theCustomer } from './words.ts'

/** Who may speak now, and what one can do about it: each button says what happens after. */
export function Ownership({ conversation }: { conversation: DeskConversation }): JSX.Element {
  const desk = useDesk()
  const { owner, handoff } = conversation
  const elsewhere = handoff !== null && isAtOtherDesk(handoff)
  if (owner.kind === 'human' && owner.agentId === desk.who.accountId) return <Mine conversation={conversation} />
  if (owner.kind === 'queue' && handoff !== null) return <Waiting conversation={conversation} />
  if (owner.kind === 'human') {
    return (
      <Bar
        tone="live"
        icon={headset}
        title={`${handoff?.agentName ?? 'A colleague'}${elsewhere ? ', at the other desk,' : ''} is talking with ${theCustomer(conversation.customer.name)}`}
      >
        You can read along and leave notes.
      </Bar>
    )
  }
  return (
    <Bar tone="done" icon={botIcon} title="The bot is answering">
      It goes to the queue when the customer asks for a person or the bot offers one. You can leave notes.
    </Bar>
  )
}

function Waiting({ conversation: { handoff, customer } }: { conversation: DeskConversation }): JSX.Element {
  const desk = useDesk()
  const time = waited(desk.now.value - (handoff?.queuedAt ?? 0))
  const elsewhere = handoff !== null && isAtOtherDesk(handoff)
  const who = theCustomer(customer.name)
  return (
    <Bar
      tone="waiting"
      icon={clock}
      title={`Waiting ${elsewhere ? 'at the other desk ' : ''}${time}`}
      actions={
        <Act
          primary
          icon={hand}
          title="Claim"
          shortcut="c"
          hint={elsewhere ? `You answer, ${who} and the other desk are told` : `You answer, the bot stays silent, ${who} is told`}
          onPress={() => void desk.claim().then((claimed) => claimed && focusComposer())}
        />
      }
    >
      {handoff === null ? '' : REASONS[handoff.reason]}
    </Bar>
  )
}

function Mine({ conversation: { customer } }: { conversation: DeskConversation }): JSX.Element {
  const desk = useDesk()
  const closing = useRef<HTMLDialogElement>(null)
  const moving = useRef<HTMLDialogElement>(null)
  const name = theCustomer(customer.name)
  return (
    <>
      <Bar
        tone="live"
        icon={headset}
        title={`You are talking with ${name}`}
        actions={
          <>
            <Act
              icon={undo}
              title="Return to bot"
              shortcut="b"
              hint="It answers from here and asks how it was"
              onPress={() => void desk.giveBack()}
            />
            <Act
              icon={check}
              title="Close"
              shortcut="e"
              hint="The matter is done, a rating is asked"
              onPress={() => closing.current?.showModal()}
            />
            <Act
              icon={share}
              title="Transfer"
              shortcut="t"
              hint="To a colleague or back in line"
              onPress={() => {
                void desk.readAgents()
                moving.current?.showModal()
              }}
            />
          </>
        }
      >
        The bot stays silent.
      </Bar>
      <CloseDialog dialog={closing} name={name} />
      <TransferDialog dialog={moving} name={name} />
    </>
  )
}

interface BarProps {
  tone: 'waiting' | 'live' | 'done'
  icon: string
  title: string
  actions?: ComponentChildren
  children: ComponentChildren
}

function Bar({ tone, icon, title, actions, children }: BarProps): JSX.Element {
  return (
    <section class={`ownership ${tone}`} aria-label="Who may speak now">
      <span class="ownership-icon">
        <Icon svg={icon} size={18} />
      </span>
      <div class="ownership-words" role="status">
        <strong>{title}</strong>
        <span>{children}</span>
      </div>
      {actions !== undefined && <div class="acts">{actions}</div>}
    </section>
  )
}

interface ActProps {
  icon: string
  title: string
  hint: string
  shortcut: string
  primary?: boolean
  onPress: () => void
}

function Act({ icon, title, hint, shortcut, primary = false, onPress }: ActProps): JSX.Element {
  const desk = useDesk()
  return (
    <button
      type="button"
      class={`button act ${primary ? 'primary' : ''}`}
      data-shortcut={shortcut}
      aria-keyshortcuts={shortcut}
      aria-label={`${title}. ${hint}.`}
      disabled={desk.busy.value}
      onClick={onPress}
    >
      <Icon svg={icon} size={16} />
      <span class="act-words">
        <span class="act-title">
          {title} <kbd>{shortcut}</kbd>
        </span>
        <span class="act-hint">{hint}</span>
      </span>
    </button>
  )
}
