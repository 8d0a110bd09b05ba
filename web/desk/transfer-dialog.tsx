import queue from 'lucide-static/icons/users-round.svg?raw'
import person from 'lucide-static/icons/user-round.svg?raw'
import type { JSX, RefObject } from 'preact'
import { Icon } from '../shared/icon.tsx'
import { Choice, ChoiceDialog } from './choice-dialog.tsx'
import { useDesk } from './context.ts'
import type { Agent } from './desk.ts'

export function TransferDialog({ dialog, name }: { dialog: RefObject<HTMLDialogElement | null>; name: string }): JSX.Element {
  const desk = useDesk()
  const others = desk.agents.value.filter((agent) => agent.agentId !== desk.who.accountId)
  const moveTo = (to: string): void => {
    dialog.current?.close()
    void desk.transfer(to)
  }
  return (
    <ChoiceDialog
      dialog={dialog}
      title="Transfer to"
      text={`Whoever takes it reads everything, notes too. The bot stays silent and ${name} is told.`}
    >
      <Choice
        icon={<Icon svg={queue} />}
        title="Back to the queue"
        hint="Keeps its place by the original waiting time"
        onPress={() => moveTo('queue')}
      />
      {others.map((agent) => (
        <Choice
          key={agent.agentId}
          icon={<Icon svg={person} />}
          title={agent.name}
          hint={stateOf(agent)}
          disabled={agent.presence === 'offline' || agent.free <= 0}
          onPress={() => moveTo(agent.agentId)}
        />
      ))}
      {others.length === 0 && <p class="choices-none">No colleague has an account yet.</p>}
    </ChoiceDialog>
  )
}

function stateOf({ presence, free, capacity }: Agent): string {
  if (presence === 'offline') return 'Not signed in'
  if (free <= 0) return `Full: holds ${capacity} of ${capacity}`
  return `${presence === 'away' ? 'Away' : 'Available'}, holds ${capacity - free} of ${capacity}`
}
