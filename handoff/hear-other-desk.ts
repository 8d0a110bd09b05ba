import type { CommitTo } from '../conversation/commit.ts'
import { conversationOfHandoff, type Ids } from '../domain/ids.ts'
import { OTHER_DESK } from '../domain/other-desk.ts'
import type { Disposition } from '../domain/words.ts'
import { createClaimHandoff } from './claim-handoff.ts'
import { createCloseHandoff, createReturnToBot } from './end-handoff.ts'
import { failed, isWithOtherDesk } from './other-desk.ts'
import type { DeskOutcome, DeskRefusal } from './outcome.ts'
import { refuse } from './refuse.ts'
import { createRelayMessage } from './relay-message.ts'
import type { Slots } from './slots.ts'

/** What the other desk says of a handoff it was given, or says to its customer. */
export type SaidThere = {
  handoffId: string
  /** As it was told last; with an older one nothing happens. */
  epoch: number
  /** What it had been told of when it said this. */
  version: number
  /** The name of the one who works on it there. */
  name: string
} & (
  | { kind: 'accepted' }
  | { kind: 'message'; text: string; messageId: string }
  /** With a disposition the matter is closed; without, the bot goes on. */
  | { kind: 'completed'; disposition?: Disposition | undefined }
  | { kind: 'failed' }
)

/** The same use cases as those of our own agents, and the same fences: the other desk is one more human who may own a conversation. */
export function createHearOtherDesk({ commit, ids }: { commit: CommitTo; ids: Ids }): (said: SaidThere) => Promise<DeskOutcome> {
  const slots = uncounted(ids)
  const claim = createClaimHandoff({ commit, slots, queue: OTHER_DESK })
  const relay = createRelayMessage({ commit })
  const giveBack = createReturnToBot({ commit, slots })
  const close = createCloseHandoff({ commit, slots })

  return (said) => {
    const agent = { agentId: OTHER_DESK, name: said.name }
    const { handoffId, epoch, version } = said
    switch (said.kind) {
      case 'accepted':
        return claim(agent, handoffId, epoch)
      case 'message': {
        const { text, messageId: clientMessageId } = said
        return relay(agent, { conversationId: conversationOfHandoff(handoffId), epoch, text, clientMessageId })
      }
      case 'completed': {
        const end = { handoffId, epoch, version }
        return said.disposition === undefined ? giveBack(agent, end) : close(agent, { ...end, disposition: said.disposition })
      }
      case 'failed':
        return fail(handoffId, epoch)
    }
  }

  async function fail(handoffId: string, epoch: number): Promise<DeskOutcome> {
    const outcome = await commit<DeskRefusal>({
      conversationId: conversationOfHandoff(handoffId),
      keys: [`failed:${handoffId}:${epoch}`],
      decide: (state) => {
        const theirs = isWithOtherDesk(state) && state.handoff?.id === handoffId && state.epoch === epoch
        return theirs ? { events: failed(state, OTHER_DESK) } : { refuse: refuse(state, 'conflict') }
      },
    })
    if (outcome.kind === 'refused') return outcome.refusal
    return { kind: 'done', epoch: outcome.commit.epoch, version: outcome.commit.version }
  }
}

/** How many conversations their people can hold is theirs to know. */
function uncounted(ids: Ids): Slots {
  return {
    reserve: async () => ({ kind: 'reserved', slotId: ids.next() }),
    free: async () => undefined,
  }
}
