import type { ConversationLog, LogWalk } from '../conversation/ports.ts'
import { type AnswerLabel, type FoundLabels, labelsOf } from '../knowledge/answer-labels.ts'
import { readEvents } from './read-events.ts'

export interface ReadLabelsDeps {
  logWalk: LogWalk
  log: Pick<ConversationLog, 'read'>
}

export type ReadLabels = () => Promise<FoundLabels>

/** Conversations found at once. */
const PAGE = 200
/** Only the newest so many teach: tastes and articles change, and more would not fit better. */
const NEWEST = 20_000

/** What all conversations say of the answers given in them. Reads every log once, a page at a time, beside a running server. */
export function createReadLabels(deps: ReadLabelsDeps): ReadLabels {
  return async () => {
    let labels: AnswerLabel[] = []
    let withoutEvidence = 0
    let before: string | undefined
    for (;;) {
      const heads = await deps.logWalk.heads(before, PAGE)
      for (const { conversationId } of heads) {
        const found = labelsOf(await readEvents(deps.log, conversationId))
        labels.push(...found.labels)
        withoutEvidence += found.withoutEvidence
        if (labels.length > 2 * NEWEST) labels = newestOf(labels)
      }
      before = heads.at(-1)?.conversationId
      if (before === undefined) return { labels: newestOf(labels), withoutEvidence }
    }
  }
}

function newestOf(labels: AnswerLabel[]): AnswerLabel[] {
  return labels.length <= NEWEST ? labels : labels.sort((a, b) => b.at - a.at).slice(0, NEWEST)
}
