import alert from 'lucide-static/icons/circle-alert.svg?raw'
import again from 'lucide-static/icons/rotate-cw.svg?raw'
import type { ComponentChildren } from 'preact'
import type { DeskConversation, DeskMessage } from '../../bot/api/desk.ts'
import { Icon } from '../shared/icon.tsx'
import { useDesk } from './context.ts'
import { whyNotDelivered } from './delivery-words.ts'

interface DeliveryProps {
  message: DeskMessage
  conversation: DeskConversation
}

/** What is known of a message that did not simply arrive. */
export function Delivery({ message: { delivery, failure, from }, conversation }: DeliveryProps): ComponentChildren {
  const desk = useDesk()
  switch (delivery) {
    case 'failed': {
      // What the bot said is not sent once a person has taken over, so the button would only be refused.
      const overtaken = from === 'bot' && conversation.owner.kind === 'human'
      return (
        <div class="delivery failed">
          <Icon svg={alert} size={14} />
          <p>
            <strong>Not delivered.</strong> {whyNotDelivered(failure?.code ?? '', conversation.customer.channel)}
          </p>
          {failure !== undefined && !overtaken && (
            <button type="button" class="button" disabled={desk.busy.value} onClick={() => void desk.retry([failure.entryId])}>
              Try again
            </button>
          )}
        </div>
      )
    }
    case 'withdrawn':
      return <p class="delivery">Withdrawn before it was sent.</p>
    case 'retried':
      return (
        <div class="delivery">
          <Icon svg={again} size={14} />
          <p>Sent again. If that fails too, it says so here.</p>
        </div>
      )
    case undefined:
      return null
  }
}
