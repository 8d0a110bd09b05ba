import type { HandoffReason, Route } from '../domain/words.ts'
import { looksLikeQuestion } from './phrases/looks-like-question.ts'
import type { SmallTalk } from './phrases/small-talk.ts'
import type { Memory, ShownAnswer } from './memory.ts'
import { plainWords } from './plain-words.ts'
import type { Mood } from './read-mood.ts'
import type { Recognised } from './recognise.ts'
import { shouldEscalate } from './should-escalate.ts'

/** What the route depends on beside the message itself. */
export interface Situation {
  /** The customer's words as written. */
  text: string
  mood: Mood
  memory: Memory
  /** A handoff is open already: the customer asked the bot on while waiting. */
  waiting: boolean
  /** What is stored names a dialog this release does not have. */
  lostThread: boolean
  /** The message left a way to reach the customer, which was noted when it was received. */
  contactNoted: boolean
  /** A rating is being given. */
  rating?: { stage: 'score' | 'comment'; caseId: string } | undefined
  /** The case a bare "5" belongs to, when nothing else is being talked about. */
  ratableCaseId?: string | undefined
  /** Whether an id that came back from outside can be one of this conversation's. */
  isOurCase: (caseId: string) => boolean
  isOurAnswer: (answerId: string) => boolean
}

/** Said of an answer along the way. */
export interface Verdict {
  answerId: string
  helped: boolean
}

/** What was said to "which of these did you mean?"; null: neither. */
export interface Choice {
  /** Version of the message that was asked back about. */
  messageVersion: number
  articleId: string | null
}

/** Where a turn goes: the route that is counted, and what the dialogs do on it. */
export type Chosen =
  | { route: 'hand_off'; act: 'queue'; reason: HandoffReason }
  | { route: 'hand_off'; act: 'already_queued' }
  /** All there was to say has been said by a notice. */
  | { route: 'hand_off'; act: 'nothing' }
  | { route: 'hand_off'; act: 'offer'; reason: HandoffReason }
  | { route: 'answer'; act: 'look_up'; question: string; except: string[]; verdict?: Verdict; choice?: Choice }
  | { route: 'feedback'; act: 'next_best'; answer: ShownAnswer }
  | { route: 'feedback'; act: 'settle'; answer: ShownAnswer }
  | { route: 'feedback'; act: 'note'; verdict: Verdict }
  | { route: 'feedback'; act: 'rate'; caseId: string; score: number }
  | { route: 'feedback'; act: 'comment'; caseId: string }
  | { route: 'feedback'; act: 'skip_rating' }
  | { route: 'small_talk'; act: 'talk'; topic: Exclude<SmallTalk, 'insult'> | 'thanks_open' | 'go_ahead' | 'all_right' }
  | { route: 'small_talk'; act: 'offer_declined' }
  | { route: 'clarify'; act: 'rephrase'; choice?: Choice }
  | { route: 'clarify'; act: 'lost_thread' | 'unreadable' }

/** From what a message says to what is done about it. The knowledge base has not been asked yet; it may still turn an answer down. */
export function chooseRoute(recognised: Recognised, situation: Situation): Chosen & { route: Route } {
  return (
    toPerson(recognised, situation) ??
    alreadyNoted(situation) ??
    toRating(recognised, situation) ??
    (situation.lostThread && recognised.kind !== 'feedback' ? { route: 'clarify', act: 'lost_thread' } : undefined) ??
    aboutAnswer(recognised, situation) ??
    toQuestion(recognised, situation)
  )
}

/** First of all, and before anything that may fail: a customer's wish for a person is always followed. */
function toPerson(recognised: Recognised, { memory, waiting, mood }: Situation): Chosen | undefined {
  const accepted = recognised.kind === 'yes' && memory.offer !== undefined
  const wantsPerson = recognised.kind === 'human' || accepted
  if (!wantsPerson) return undefined
  if (waiting) return { route: 'hand_off', act: 'already_queued' }
  const escalation = shouldEscalate({ wantsPerson, offered: memory.offer, mood, unhelpful: 0, clarifications: 0 })
  return escalation.kind === 'none' ? undefined : { route: 'hand_off', act: escalation.kind, reason: escalation.reason }
}

function alreadyNoted({ contactNoted, text }: Situation): Chosen | undefined {
  return contactNoted && !looksLikeQuestion(text) ? { route: 'hand_off', act: 'nothing' } : undefined
}

function toRating(recognised: Recognised, situation: Situation): Chosen | undefined {
  const { rating, memory } = situation
  if (recognised.kind === 'rate') {
    const caseId = recognised.caseId ?? (memory.choice ? undefined : (rating?.caseId ?? situation.ratableCaseId))
    return caseId !== undefined && situation.isOurCase(caseId)
      ? { route: 'feedback', act: 'rate', caseId, score: recognised.score }
      : undefined
  }
  if (rating === undefined) return undefined
  switch (recognised.kind) {
    case 'yes':
    case 'no':
      if (recognised.rest !== undefined) return undefined
      if (saysMore(situation.text)) return commentOn(rating)
      return recognised.kind === 'no' ? { route: 'feedback', act: 'skip_rating' } : undefined
    case 'no_thanks':
    case 'cancel':
      return { route: 'feedback', act: 'skip_rating' }
    case 'small_talk':
      if (recognised.topic === 'thanks' || recognised.topic === 'bye') return { route: 'feedback', act: 'skip_rating' }
      return recognised.topic === 'compliment' || recognised.topic === 'insult' ? commentOn(rating) : undefined
    case 'question':
      return looksLikeQuestion(recognised.text) ? undefined : commentOn(rating)
    default:
      return undefined
  }
}

/** "It did not help with my tent" is a sentence; "no, thank you" is none. */
function saysMore(text: string): boolean {
  return plainWords(text).split(' ').length > 3
}

/** Only once there is a score; before it, words are a matter of their own. */
function commentOn(rating: NonNullable<Situation['rating']>): Chosen | undefined {
  return rating.stage === 'comment' ? { route: 'feedback', act: 'comment', caseId: rating.caseId } : undefined
}

/** "Did that help?", "which of these?" and "would you like a person?" wait for these. */
function aboutAnswer(recognised: Recognised, { memory, isOurAnswer }: Situation): Chosen | undefined {
  const { answer, offer, choice } = memory
  switch (recognised.kind) {
    case 'feedback': {
      const verdict = { answerId: recognised.answerId, helped: recognised.helped }
      if (answer?.answerId === recognised.answerId) return judged(answer, recognised.helped)
      return isOurAnswer(recognised.answerId) ? { route: 'feedback', act: 'note', verdict } : goAhead
    }
    case 'yes':
      if (recognised.rest !== undefined) return lookUp(recognised.rest, [], answer && { answerId: answer.answerId, helped: true })
      return answer ? judged(answer, true) : goAhead
    case 'no':
      if (recognised.rest !== undefined)
        return lookUp(recognised.rest, [], answer && { answerId: answer.answerId, helped: false })
      if (offer !== undefined) return { route: 'small_talk', act: 'offer_declined' }
      if (choice !== undefined) return rephrase(choice)
      return answer ? judged(answer, false) : goAhead
    case 'neither':
      return rephrase(choice)
    case 'no_thanks':
      if (offer !== undefined) return { route: 'small_talk', act: 'offer_declined' }
      return { route: 'small_talk', act: 'talk', topic: 'all_right' }
    default:
      return undefined
  }
}

const goAhead: Chosen = { route: 'small_talk', act: 'talk', topic: 'go_ahead' }

function judged(answer: ShownAnswer, helped: boolean): Chosen {
  return { route: 'feedback', act: helped ? 'settle' : 'next_best', answer }
}

function toQuestion(recognised: Recognised, { memory, text }: Situation): Chosen {
  switch (recognised.kind) {
    case 'small_talk':
      if (recognised.topic === 'insult') return { route: 'hand_off', act: 'offer', reason: 'frustration' }
      if (recognised.topic === 'thanks' && memory.answer) return { route: 'small_talk', act: 'talk', topic: 'thanks_open' }
      return { route: 'small_talk', act: 'talk', topic: recognised.topic }
    case 'cancel':
      return { route: 'small_talk', act: 'talk', topic: 'all_right' }
    case 'go_on':
      return goAhead
    case 'nothing':
      return { route: 'clarify', act: 'unreadable' }
    case 'question':
    case 'rate':
      return chosenReading(text, memory) ?? lookUp(recognised.kind === 'question' ? recognised.text : text)
    default:
      return lookUp(text)
  }
}

function rephrase(asked: Memory['choice']): Chosen {
  return { route: 'clarify', act: 'rephrase', ...choiceOf(asked, null) }
}

function choiceOf(asked: Memory['choice'], articleId: string | null): { choice?: Choice } {
  return asked?.askedOf === undefined ? {} : { choice: { messageVersion: asked.askedOf, articleId } }
}

function lookUp(question: string, except: string[] = [], verdict?: Verdict): Extract<Chosen, { act: 'look_up' }> {
  return { route: 'answer', act: 'look_up', question, except, ...(verdict && { verdict }) }
}

/** The customer chose one of the two readings, by tapping it, typing it, or saying which: the other is out. */
function chosenReading(text: string, { choice }: Memory): Chosen | undefined {
  if (!choice) return undefined
  const words = plainWords(text)
  const index = choice.options.findIndex(({ title }, place) => plainWords(title) === words || PLACES[place]?.test(words))
  const reading = choice.options[index]
  if (!reading) return undefined
  const others = choice.options.filter((option) => option !== reading).map(({ articleId }) => articleId)
  return { ...lookUp(reading.title, others), ...choiceOf(choice, reading.articleId) }
}

const PLACES = [
  /^(?:1|one|a|(?:the )?(?:first|former)(?: one)?|(?:das |die |der )?erstere?[rs]?|(?:le |la )?premiere?|(?:el |la |o |a )?primeir?[oa]|1つ目|最初(?:の)?|一つ目)$/,
  /^(?:2|two|b|(?:the )?(?:second|latter|last)(?: one)?|(?:das |die |der )?(?:zweite|letztere)[rs]?|(?:le |la )?(?:deuxieme|seconde?)|(?:el |la |o |a )?segund[oa]|2つ目|二つ目|二番目)$/,
]
