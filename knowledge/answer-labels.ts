import type { BotMessage, ConversationEvent, EventOf } from '../domain/events.ts'
import type { HandoffReason } from '../domain/words.ts'
import type { Evidence } from './evidence.ts'

/** What somebody's feedback says of one judgement: whether the likeliest article was the answer. No words of anybody. */
export interface AnswerLabel {
  evidence: Evidence
  right: boolean
  /** 1, or less when nobody said it in so many words. */
  weight: number
  by: 'agent' | 'customer' | 'choice' | 'handoff'
  /** Of a question back: whether it named the article that was meant. */
  named?: boolean
  at: number
}

/** A commit of a conversation, as far as it matters here. */
export interface LoggedCommit {
  at: number
  events: readonly ConversationEvent[]
}

export interface FoundLabels {
  labels: AnswerLabel[]
  /** Judged by somebody, but given before evidence was kept. */
  withoutEvidence: number
}

/** A wish for a person straight after an answer hints that it was no help, and no more than that. */
const HINT = 0.5
const WISHES: readonly HandoffReason[] = ['customer_request', 'unhelpful_answers', 'frustration']

interface Said {
  evidence: Evidence | undefined
  at: number
  judged?: boolean
  rated?: boolean
  leftFor?: boolean
}

/**
 * What one conversation teaches, from its commits in order. Of an answer an agent's judgement goes before the customer's, and both before a
 * handoff; of each the last word counts. Reads no personal field, so an erased conversation teaches what it taught before.
 */
export function labelsOf(commits: readonly LoggedCommit[]): FoundLabels {
  const answers = new Map<string, Said>()
  const questions = new Map<number, NonNullable<BotMessage['clarification']>>()
  const choices = new Map<number, { at: number; articleId: string | null }>()
  let latest: Said | undefined
  for (const { at, events } of commits) {
    for (const event of events) {
      if (event.type === 'AnswerRated') tell(answers, event.answerId, { rated: event.helped })
      if (event.type === 'AnswerJudged') tell(answers, event.answerId, { judged: event.right })
      if (event.type === 'ClarificationAnswered') choices.set(event.messageVersion, { at, articleId: event.articleId })
      if (event.type === 'HandoffRequested' && latest && WISHES.includes(event.reason)) latest.leftFor = true
    }
    if (events.some(({ type }) => type === 'TurnCompleted')) latest = undefined
    for (const { answer, clarification, replyTo } of events.filter(isBotMessage)) {
      if (clarification) questions.set(replyTo, clarification)
      if (answer) answers.set(answer.answerId, (latest = { evidence: answer.evidence, at }))
    }
  }
  const found = [
    ...[...answers.values()].flatMap((said) => labelOfAnswer(said) ?? []),
    ...[...choices].flatMap(([version, choice]) => labelOfChoice(questions.get(version), choice) ?? []),
  ]
  const labels = found.filter((label): label is AnswerLabel => label.evidence !== undefined)
  return { labels, withoutEvidence: found.length - labels.length }
}

type Judged = Omit<AnswerLabel, 'evidence'> & { evidence: Evidence | undefined }

function labelOfAnswer({ evidence, at, judged, rated, leftFor }: Said): Judged | undefined {
  if (judged !== undefined) return { evidence, at, right: judged, weight: 1, by: 'agent' }
  if (rated !== undefined) return { evidence, at, right: rated, weight: 1, by: 'customer' }
  return leftFor === true ? { evidence, at, right: false, weight: HINT, by: 'handoff' } : undefined
}

/** The judge spoke of the likelier of the two: whoever meant the other one, or neither, says that it was not the answer. */
function labelOfChoice(
  asked: BotMessage['clarification'],
  { at, articleId }: { at: number; articleId: string | null },
): Judged | undefined {
  if (!asked) return undefined
  const right = articleId !== null && articleId === asked.articleIds[0]
  return { evidence: asked.evidence, at, right, weight: 1, by: 'choice', named: articleId !== null }
}

/** Of an answer that retention cut off nothing is known any more. */
function tell(answers: Map<string, Said>, answerId: string, word: Partial<Said>): void {
  const said = answers.get(answerId)
  if (said) Object.assign(said, word)
}

function isBotMessage(event: ConversationEvent): event is EventOf<'BotMessage'> {
  return event.type === 'BotMessage'
}
