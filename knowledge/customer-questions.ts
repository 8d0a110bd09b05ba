import type { BotMessage, ConversationEvent } from '../domain/events.ts'
import { redactPersonal } from '../language/redact-personal.ts'

/** A customer's question without what names the customer, and what came of it. */
export interface CustomerQuestion {
  text: string
  language: string
  at: number
  /** The article whose answer was right, as the customer or an agent said; left out where nobody could answer. */
  articleId?: string
}

/** A commit of a conversation, as far as it matters here. */
export interface VersionedCommit {
  version: number
  at: number
  events: readonly ConversationEvent[]
}

/** Longer ones tell a story; nobody asks it a second time in the same words. */
const LONGEST = 200
const SHORTEST = 8

/**
 * The questions of one conversation that an answer helped with, and those that were declined, from its commits in order. Of an erased
 * conversation nothing is left: its texts are empty.
 */
export function customerQuestionsOf(commits: readonly VersionedCommit[]): CustomerQuestion[] {
  const asked = new Map<number, { text: string; at: number }>()
  const names: string[] = []
  const answers = new Map<string, { message: BotMessage; rated?: boolean; judged?: boolean }>()
  const declined: { version: number; language: string }[] = []
  for (const { version, at, events } of commits) {
    for (const event of events) {
      switch (event.type) {
        case 'CustomerMessage':
          if (event.action === undefined) asked.set(version, { text: event.text, at })
          if (event.customerName !== undefined) names.push(event.customerName)
          break
        case 'BotMessage':
          if (event.answer) answers.set(event.answer.answerId, { message: event })
          break
        case 'AnswerRated':
          Object.assign(answers.get(event.answerId) ?? {}, { rated: event.helped })
          break
        case 'AnswerJudged':
          Object.assign(answers.get(event.answerId) ?? {}, { judged: event.right })
          break
        case 'TurnCompleted':
          if (event.noAnswer === 'missing_knowledge' || event.noAnswer === 'low_confidence')
            declined.push({ version: event.messageVersion, language: event.language })
          break
        default:
          break
      }
    }
  }
  const confirmed = [...answers.values()].filter(({ rated, judged }) => judged ?? rated ?? false)
  return [
    ...confirmed.flatMap(({ message }) => {
      const articleId = message.citations[0]?.articleId
      return articleId === undefined ? [] : questionAt(message.replyTo, message.answer?.language ?? 'en', { articleId })
    }),
    ...declined.flatMap(({ version, language }) => questionAt(version, language, {})),
  ]

  function questionAt(version: number, language: string, came: { articleId?: string }): CustomerQuestion[] {
    const question = asked.get(version)
    if (!question) return []
    const text = redactPersonal(question.text, names)
    return text.length < SHORTEST || text.length > LONGEST ? [] : [{ text, language, at: question.at, ...came }]
  }
}
