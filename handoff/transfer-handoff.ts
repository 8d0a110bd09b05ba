import type { CommitOutcome, CommitTo } from '../conversation/commit.ts'
import { conversationOfHandoff } from '../domain/ids.ts'
import { notice, queuedNotice } from './notices.ts'
import { OWN_QUEUE } from './other-desk.ts'
import type { ActingAgent, DeskOutcome, DeskRefusal } from './outcome.ts'
import type { DeskOutlook } from './outlook.ts'
import { owns, refuse } from './refuse.ts'
import type { Slots } from './slots.ts'

export interface TransferDeps {
  commit: CommitTo
  slots: Slots
  /** The colleague, if present and available. */
  findAgent: (agentId: string) => Promise<ActingAgent | undefined>
  outlook: () => Promise<DeskOutlook>
}

export interface Transfer {
  handoffId: string
  epoch: number
  to: { kind: 'agent'; agentId: string } | { kind: 'queue' }
}

/** To a colleague, who owns it at once, or back to the queue in its old place. */
export function createTransferHandoff(deps: TransferDeps) {
  return (agent: ActingAgent, transfer: Transfer): Promise<DeskOutcome> =>
    transfer.to.kind === 'queue' ? toQueue(deps, agent, transfer) : toAgent(deps, agent, transfer, transfer.to.agentId)
}

async function toAgent(
  { commit, slots, findAgent }: TransferDeps,
  agent: ActingAgent,
  transfer: Transfer,
  toId: string,
): Promise<DeskOutcome> {
  const colleague = toId === agent.agentId ? undefined : await findAgent(toId)
  const conversationId = conversationOfHandoff(transfer.handoffId)
  const reserved = colleague && (await slots.reserve(colleague, conversationId))
  // What stands in the way is looked at together with the key: this very transfer, its answer lost, may have been done.
  const slotId = reserved?.kind === 'reserved' ? reserved.slotId : undefined
  const held: { slotId: string | null } = { slotId: null }
  const outcome = await commit<DeskRefusal>({
    conversationId,
    keys: [
      `transfer:${transfer.handoffId}:${transfer.epoch}:${agent.agentId}:${toId}`,
      ...(slotId === undefined ? [] : [`slot:${slotId}`]),
    ],
    decide: (state) => {
      if (!colleague) return { refuse: { kind: 'refused', code: 'not_found' } }
      if (!owns(state, agent.agentId, transfer.epoch)) return { refuse: refuse(state, 'not_owner') }
      if (slotId === undefined) return { refuse: refuse(state, 'capacity_reached') }
      held.slotId = state.handoff?.slotId ?? null
      return {
        events: [
          {
            type: 'HandoffTransferred',
            handoffId: transfer.handoffId,
            fromAgentId: agent.agentId,
            agentId: colleague.agentId,
            agentName: colleague.name,
            slotId,
          },
          notice('transferred', state.language, { name: colleague.name }),
        ],
      }
    },
  })
  if (outcome.kind !== 'committed') {
    if (slotId !== undefined) await slots.free(toId, slotId)
  } else if (held.slotId !== null) await slots.free(agent.agentId, held.slotId)
  return answer(outcome)
}

async function toQueue({ commit, slots, outlook }: TransferDeps, agent: ActingAgent, transfer: Transfer): Promise<DeskOutcome> {
  const promised = await outlook()
  const held: { slotId: string | null } = { slotId: null }
  const outcome = await commit<DeskRefusal>({
    conversationId: conversationOfHandoff(transfer.handoffId),
    keys: [`requeue:${transfer.handoffId}:${transfer.epoch}:${agent.agentId}`],
    decide: (state) => {
      if (!owns(state, agent.agentId, transfer.epoch) || !state.handoff) return { refuse: refuse(state, 'not_owner') }
      held.slotId = state.handoff.slotId
      return {
        events: [
          {
            type: 'HandoffRequeued',
            handoffId: transfer.handoffId,
            fromAgentId: agent.agentId,
            cause: 'transfer',
            queue: OWN_QUEUE,
          },
          queuedNotice(state.language, promised),
        ],
      }
    },
  })
  if (held.slotId !== null && outcome.kind !== 'refused') await slots.free(agent.agentId, held.slotId)
  return answer(outcome)
}

function answer(outcome: CommitOutcome<DeskRefusal>): DeskOutcome {
  if (outcome.kind === 'refused') return outcome.refusal
  return { kind: 'done', epoch: outcome.commit.epoch, version: outcome.commit.version }
}
