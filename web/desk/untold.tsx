import alert from 'lucide-static/icons/circle-alert.svg?raw'
import again from 'lucide-static/icons/rotate-cw.svg?raw'
import type { ComponentChildren, JSX } from 'preact'
import type { DeskConversation } from '../../bot/api/desk.ts'
import { Icon } from '../shared/icon.tsx'
import { useDesk } from './context.ts'
import { destinationName, whyNotDelivered } from './delivery-words.ts'

type News = DeskConversation['untold'][number]

/** Who beside the customer was not told of this conversation. Not in the transcript: the customer is not concerned. */
export function UntoldView({ untold }: { untold: readonly News[] }): ComponentChildren {
  if (untold.length === 0) return null
  const destinations = [...new Set(untold.map(({ destination }) => destination))]
  return (
    <section class="untold">
      <h3>Not told</h3>
      {destinations.map((destination) => (
        <DestinationView key={destination} name={destination} news={untold.filter((one) => one.destination === destination)} />
      ))}
    </section>
  )
}

function DestinationView({ name, news }: { name: string; news: readonly News[] }): JSX.Element {
  const desk = useDesk()
  const failures = news.flatMap(({ failure }) => failure ?? [])
  const last = failures.at(-1)
  if (last === undefined) {
    return (
      <p class="soft">
        <Icon svg={again} size={14} /> {destinationName(name)} was told again. If that fails too, it says so here.
      </p>
    )
  }
  return (
    <>
      <p>
        <span class="failed">
          <Icon svg={alert} size={14} /> {destinationName(name)} missed{' '}
          {failures.length === 1 ? 'one step' : `${failures.length} steps`}.
        </span>{' '}
        {whyNotDelivered(last.code, name)} {name === 'webhook' && 'The customer notices nothing of it.'}
      </p>
      <button
        type="button"
        class="button"
        disabled={desk.busy.value}
        onClick={() => void desk.retry(failures.map(({ entryId }) => entryId))}
      >
        Try again
      </button>
    </>
  )
}
