import type { ConversationEvent } from '../domain/events.ts'
import { blankCommit } from './blank-commit.ts'
import { unconfirmedResolution } from './case-resolution.ts'
import type { CommitTo } from './commit.ts'
import type { ConversationLog, LogRewriting } from './ports.ts'
import { project } from './project.ts'
import type { ConversationState } from './state.ts'

export interface EraseDeps {
  log: ConversationLog
  rewriting: LogRewriting
  commit: CommitTo
}

const PAGE = 200

/**
 * Ends handoff and case, gives the conversation to the bot, and then blanks every personal field of every commit in place. Done twice,
 * or begun again after a crash, it comes to the same.
 */
export function createEraseConversation({ log, rewriting, commit }: EraseDeps) {
  return async (conversationId: string): Promise<void> => {
    const outcome = await commit({
      conversationId,
      decide: (state) => (state.version === 0 ? { refuse: 'nothing_to_erase' } : { events: endOf(state) }),
    })
    if (outcome.kind === 'refused') return
    const { version: erased } = outcome.commit
    // A row of a newer version, begun since, is never written over, and folds from a state that holds nothing of before.
    const row = project(conversationId, blankCommit(outcome.commit).state)
    for (let after = 0; after < erased;) {
      const commits = await log.read(conversationId, after, PAGE)
      const through = commits.filter(({ version }) => version <= erased)
      if (through.length === 0) return
      await rewriting.rewrite(through.map(blankCommit), row)
      after = commits.at(-1)?.version ?? erased
    }
  }
}

function endOf(state: ConversationState): ConversationEvent[] {
  return [
    ...(state.handoff ? [{ type: 'HandoffAbandoned' as const, handoffId: state.handoff.id, cause: 'erased' as const }] : []),
    ...(state.case
      ? [{ type: 'CaseClosed' as const, caseId: state.case.id, resolution: unconfirmedResolution(state.case) }]
      : []),
    { type: 'Erased' },
  ]
}
