import type { TurnContext } from 'botbuilder'
import type { AnswerOutcome } from '../knowledge/answer.ts'
import { say, spokenLanguage } from '../language/catalogue.ts'
import { answerIdOf } from '../domain/answer-id.ts'
import { helpedChips, speak } from './bot-words.ts'
import { clipText } from './clip-text.ts'
import { rememberTried, type ShownAnswer } from './memory.ts'
import { nameTrouble } from './name-trouble.ts'
import { offerPerson } from './offer-person.ts'
import { shouldEscalate } from './should-escalate.ts'
import type { Turn } from './turn.ts'

type Found = Extract<AnswerOutcome, { kind: 'answer' }>

/** Looks a question up and says what came of it: an answer, a choice of two, or that it does not know. */
export async function answerQuestion(context: TurnContext, turn: Turn, question: string, except: string[]): Promise<void> {
  const outcome = await turn.ask({ text: question, except })
  turn.memory = { ...turn.memory, shown: [] }
  const escalation = shouldEscalate({
    wantsPerson: false,
    mood: turn.mood,
    getsNowhere: turn.getsNowhere,
    unhelpful: 0,
    clarifications: turn.memory.clarifications,
    evidence: evidenceOf(outcome),
  })
  await nameTroubleIfAngry(context, turn)
  if (outcome.kind === 'answer') await showAnswer(context, turn, question, outcome)
  else noteFailure(turn, question, outcome)
  if (escalation.kind === 'offer') {
    // What was found is too unclear to show, so the offer is all there is.
    if (outcome.kind === 'clarify') turn.route = 'hand_off'
    return offerPerson(context, turn, escalation.reason)
  }
  if (outcome.kind === 'answer') return askWhetherItHelped(context, turn)
  if (outcome.kind === 'clarify') return askWhich(context, turn, question, outcome)
}

/** After an answer that did not help: the next best, or a person. */
export async function showNextBest(context: TurnContext, turn: Turn, failed: ShownAnswer): Promise<void> {
  const { unhelpful } = turn.memory
  const before = shouldEscalate({
    wantsPerson: false,
    mood: turn.mood,
    getsNowhere: turn.getsNowhere,
    unhelpful,
    clarifications: 0,
  })
  if (before.kind === 'offer') {
    await nameTroubleIfAngry(context, turn)
    return offerPerson(context, turn, before.reason)
  }
  const outcome = await turn.ask({ text: failed.question, except: turn.memory.shown })
  if (outcome.kind === 'answer') {
    await showAnswer(context, turn, failed.question, outcome, say(turn.language, 'answer.next_best'))
    return askWhetherItHelped(context, turn)
  }
  // A choice after a miss would be a third guess; a person is the better offer.
  noteFailure(turn, failed.question, outcome)
  return offerPerson(context, turn, 'unhelpful_answers')
}

/** Before anything else is said: what went wrong, in so many words. */
async function nameTroubleIfAngry(context: TurnContext, { mood, language, input }: Turn): Promise<void> {
  if (mood === 'angry') await speak(context, { text: say(language, nameTrouble(input.message.text)) })
}

function evidenceOf(outcome: AnswerOutcome): Parameters<typeof shouldEscalate>[0]['evidence'] {
  return outcome.kind === 'no_answer' ? outcome.reason : outcome.kind
}

async function showAnswer(context: TurnContext, turn: Turn, question: string, found: Found, lead?: string): Promise<void> {
  const { language, input } = turn
  const answerId = answerIdOf(input.conversationId, input.version)
  const first = found.citations[0]
  const leads = [lead, otherLanguage(language, found.language)].filter((words) => words !== undefined)
  await speak(context, {
    text: [...leads, found.text].join('\n\n'),
    citations: found.citations,
    answer: {
      answerId,
      probability: found.probability,
      libraryVersion: found.libraryVersion,
      generated: found.generated,
      ...(found.promptVersion !== undefined && { promptVersion: found.promptVersion }),
      language: found.language,
      ...(found.evidence && { evidence: found.evidence }),
    },
  })
  turn.memory = {
    ...rememberTried(turn.memory, question, first),
    clarifications: 0,
    declines: 0,
    shown: [...turn.memory.shown, ...found.citations.map(({ articleId }) => articleId)].slice(-8),
    answer: {
      answerId,
      question: clipText(question, 300),
      articleId: first?.articleId ?? '',
      slug: first?.slug ?? '',
      title: clipText(first?.title ?? '', 120),
    },
  }
}

/** Said when the article is not in the customer's language, in the customer's language where we speak it. */
function otherLanguage(language: string, articleLanguage: string): string | undefined {
  const [customer, article] = [language, articleLanguage].map((tag) => tag.toLowerCase().split('-')[0] ?? tag)
  if (article === undefined || customer === article) return undefined
  return say(language, 'answer.other_language', { articleLanguage: languageName(language, article) })
}

function languageName(inLanguage: string, language: string): string {
  try {
    return new Intl.DisplayNames([spokenLanguage(inLanguage)], { type: 'language' }).of(language) ?? language
  } catch {
    return language
  }
}

async function askWhetherItHelped(context: TurnContext, { language, memory }: Turn): Promise<void> {
  if (!memory.answer) return
  await speak(context, { text: say(language, 'answer.did_it_help'), quickReplies: helpedChips(language, memory.answer.answerId) })
}

async function askWhich(
  context: TurnContext,
  turn: Turn,
  question: string,
  { options, probability, libraryVersion, evidence }: Extract<AnswerOutcome, { kind: 'clarify' }>,
): Promise<void> {
  const two = options.slice(0, 2)
  turn.route = 'clarify'
  turn.memory = {
    ...turn.memory,
    clarifications: turn.memory.clarifications + 1,
    choice: {
      question: clipText(question, 300),
      askedOf: turn.input.version,
      options: two.map((option) => ({ ...option, title: clipText(option.title, 120) })),
    },
  }
  await speak(context, {
    text: say(turn.language, 'clarify.which'),
    quickReplies: [...two.map(({ title }) => ({ title })), { title: say(turn.language, 'reply.neither') }],
    clarification: {
      articleIds: two.map(({ articleId }) => articleId),
      probability,
      libraryVersion,
      ...(evidence && { evidence }),
    },
  })
}

function noteFailure(turn: Turn, question: string, outcome: Exclude<AnswerOutcome, Found>): void {
  const { answer: _answer, ...rest } = turn.memory
  turn.memory = rememberTried(rest, question)
  if (outcome.kind === 'clarify') return
  turn.memory = { ...turn.memory, declines: Math.min((turn.memory.declines ?? 0) + 1, 99) }
  turn.route = turn.route === 'answer' ? 'decline' : turn.route
  turn.noAnswer = outcome.reason
}
