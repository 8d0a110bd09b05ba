import type { Commit, Words } from '../../../conversation/ports.ts'
import type { ChatActivity } from '../../api/chat.ts'
import { BOT } from '../../customer-view.ts'

export interface WordStream {
  next(words: Words): ChatActivity
  settle<A extends ChatActivity>(
    commits: readonly Commit[],
    activities: A[],
    ownerChanged: boolean,
  ): { activities: A[]; withdrawn?: ChatActivity }
}

/**
 * What one socket shows of an answer while it is composed, in Bot Framework's streaming form: typing activities that each hold the
 * whole text so far. The turn's answer takes their place; where none comes, because a person took over or the bot had to say something
 * else, they are withdrawn.
 */
export function createWordStream(): WordStream {
  let open: { streamId: string; sequence: number } | undefined
  return {
    next({ streamId, text }) {
      const sequence = open?.streamId === streamId ? open.sequence + 1 : 1
      open = { streamId, sequence }
      // The first activity's own id is the stream's.
      const first = sequence === 1
      const info = { type: 'streaminfo', streamType: 'streaming', streamSequence: sequence, ...(first ? {} : { streamId }) }
      return { type: 'typing', id: first ? streamId : `${streamId}.${sequence}`, from: BOT, text, entities: [info] }
    },

    settle(commits, activities, ownerChanged) {
      if (!open || !(ownerChanged || commits.some(endsTurn))) return { activities }
      const final = { type: 'streaminfo', streamType: 'final', streamId: open.streamId }
      const answer = activities.findIndex((activity) => activity.channelData?.warmline?.answerId !== undefined)
      open = undefined
      if (answer < 0) return { activities, withdrawn: { type: 'typing', from: BOT, entities: [final] } }
      const settled = activities.map((activity, at) =>
        at === answer ? { ...activity, entities: [...(activity.entities ?? []), final] } : activity,
      )
      return { activities: settled }
    },
  }
}

function endsTurn(commit: Commit): boolean {
  return commit.events.some(({ type }) => type === 'TurnCompleted' || type === 'TurnDropped')
}
