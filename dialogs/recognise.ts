import type { CustomerMessage } from '../domain/events.ts'
import type { MessageKey } from '../language/catalogue.ts'
import { say, spokenLanguages } from '../language/catalogue.ts'
import { likelyWishesForPerson } from './likely-wish.ts'
import { questionAfterNo, questionAfterYes, saysNo, saysYes } from './phrases/yes-and-no.ts'
import { isCancel, isGoOn } from './phrases/cancel-and-go-on.ts'
import { type SmallTalk, smallTalkOf, withoutGreeting } from './phrases/small-talk.ts'
import { wishesForPerson } from './phrases/wish-for-person.ts'
import { plainWords } from './plain-words.ts'
import { ratingOf } from './phrases/rating.ts'

/** What a message is, read on its own; what it means here and now is chooseRoute's to say. */
export type Recognised =
  | { kind: 'human' }
  | { kind: 'feedback'; helped: boolean; answerId: string }
  | { kind: 'yes'; rest?: string }
  | { kind: 'no'; rest?: string }
  /** "No, thanks": nothing more is wanted. */
  | { kind: 'no_thanks' }
  /** Neither of the two readings offered. */
  | { kind: 'neither' }
  | { kind: 'rate'; score: number; caseId?: string }
  | { kind: 'cancel' }
  | { kind: 'go_on' }
  | { kind: 'small_talk'; topic: SmallTalk }
  | { kind: 'question'; text: string }
  /** Nothing that can be read: empty, or only marks. */
  | { kind: 'nothing' }

export function recognise(message: Pick<CustomerMessage, 'text' | 'action'>): Recognised {
  return byAction(message.action) ?? byChip(message.text) ?? byWords(message.text)
}

function byAction(action: CustomerMessage['action']): Recognised | undefined {
  switch (action?.warmline) {
    case 'human':
      return { kind: 'human' }
    case 'helped':
    case 'not_helped':
      return { kind: 'feedback', helped: action.warmline === 'helped', answerId: action.answerId }
    case 'rate':
      return { kind: 'rate', score: action.score, caseId: action.caseId }
    case 'cancel':
    case 'go_on':
      return { kind: action.warmline }
    case undefined:
      return undefined
  }
}

/** Typing the words of a chip does the same as tapping it, in any of our languages. */
function byChip(text: string): Recognised | undefined {
  if (text.length > 60) return undefined
  chips ??= readChips()
  return chips.get(plainWords(text))
}

let chips: Map<string, Recognised> | undefined

const CHIPS: readonly [MessageKey, Recognised][] = [
  ['reply.human', { kind: 'human' }],
  ['reply.helped', { kind: 'yes' }],
  ['reply.not_helped', { kind: 'no' }],
  ['reply.cancel', { kind: 'cancel' }],
  ['reply.go_on', { kind: 'go_on' }],
  ['reply.no_thanks', { kind: 'no_thanks' }],
  ['reply.neither', { kind: 'neither' }],
]

function readChips(): Map<string, Recognised> {
  return new Map(
    spokenLanguages.flatMap((language) => CHIPS.map(([key, meaning]) => [plainWords(say(language, key)), meaning] as const)),
  )
}

function byWords(text: string): Recognised {
  const words = plainWords(text)
  if (words === '') return /[?？]/.test(text) ? { kind: 'question', text } : { kind: 'nothing' }
  if (wishesForPerson(text)) return { kind: 'human' }
  const score = ratingOf(words)
  if (score !== undefined) return { kind: 'rate', score }
  if (isCancel(words)) return { kind: 'cancel' }
  if (isGoOn(words)) return { kind: 'go_on' }
  const afterNo = questionAfterNo(text)
  if (afterNo !== undefined) return { kind: 'no', rest: afterNo }
  if (saysNo(words)) return { kind: 'no' }
  const afterYes = questionAfterYes(text)
  if (afterYes !== undefined) return { kind: 'yes', rest: afterYes }
  if (saysYes(words)) return { kind: 'yes' }
  const topic = smallTalkOf(words)
  if (topic !== undefined) return { kind: 'small_talk', topic }
  if (likelyWishesForPerson(text)) return { kind: 'human' }
  return { kind: 'question', text: withoutGreeting(text) }
}
