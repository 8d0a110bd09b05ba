import type { ConversationLog, LogWalk } from '../conversation/ports.ts'
import { type AnswerLabel, type FoundLabels, labelsOf, type LoggedCommit } from '../knowledge/answer-labels.ts'

export interface ReadLabelsDeps {
  logWalk: LogWalk
  log: Pick<ConversationLog, 'read'>
}

export type ReadLabels = () => Promise<FoundLabels>

/** Conversations found, and commits read, at once. */
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
        const found = labelsOf(await readWhole(deps.log, conversationId))
        labels.push(...found.labels)
        withoutEvidence += found.withoutEvidence
        if (labels.length > 2 * NEWEST) labels = newestOf(labels)
      }
      before = heads.at(-1)?.conversationId
      if (before === undefined) return { labels: newestOf(labels), withoutEvidence }
    }
  }
}

/** Without the states, which are most of it. */
async function readWhole(log: ReadLabelsDeps['log'], conversationId: string): Promise<LoggedCommit[]> {
  const whole: LoggedCommit[] = []
  for (let after = 0; ;) {
    const commits = await log.read(conversationId, after, PAGE)
    for (const { at, events } of commits) whole.push({ at, events })
    const last = commits.at(-1)
    if (!last || commits.length < PAGE) return whole
    after = last.version
  }
}

function newestOf(labels: AnswerLabel[]): AnswerLabel[] {
  return labels.length <= NEWEST ? labels : labels.sort((a, b) => b.at - a.at).slice(0, NEWEST)
}
