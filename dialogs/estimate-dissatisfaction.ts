import { tokenise } from '../language/tokenise.ts'
import { admitsFailure, corrects, startsWithNo } from './phrases/correction.ts'
import { saysNo } from './phrases/yes-and-no.ts'
import { plainWords } from './plain-words.ts'
import { likelyMoods, readMood } from './read-mood.ts'

export interface Utterance {
  from: 'customer' | 'bot' | 'human'
  text: string
}

/** From here on a customer's turn counts as dissatisfied. */
export const DISSATISFIED_FROM = 0.27

/**
 * How likely the customer is dissatisfied with the conversation at its last utterance, which is theirs: 0 to 1. People who get nowhere
 * politely correct, refuse and repeat themselves long before they are angry. The weights are set by hand, learnt from nobody's words.
 */
export function estimateDissatisfaction(conversation: readonly Utterance[]): number {
  const figures = figuresOf(conversation)
  let sum = BIAS
  for (const [name, weight] of Object.entries(WEIGHTS)) sum += weight * (figures[name] ?? 0)
  return 1 / (1 + Math.exp(-sum))
}

/** Where a conversation stands after a customer's turn. */
export interface Strain {
  /** Clearly dissatisfied now, and in one of the two turns before. One such turn is everyday; a second one is when a person is worth offering. */
  getsNowhere: boolean
  /** Turns since the customer was clearly dissatisfied, this one being 0; undefined = not lately. */
  since: number | undefined
}

export function strainOf(conversation: readonly Utterance[], sinceBefore: number | undefined): Strain {
  const clearly = estimateDissatisfaction(conversation) >= CLEARLY_FROM
  if (clearly) return { getsNowhere: sinceBefore !== undefined, since: 0 }
  const since = sinceBefore === undefined || sinceBefore + 1 >= LATELY ? undefined : sinceBefore + 1
  return { getsNowhere: false, since }
}

const LATELY = 2
const TURNS = 3
/** Offers cost agents' time: higher than for counting. */
const CLEARLY_FROM = 0.45

const BIAS = -2.4
const WEIGHTS: Readonly<Record<string, number>> = {
  /** "No, I said Monday." */
  refused: 1.4,
  corrected: 1.3,
  repeated: 1.6,
  upset: 1.2,
  angry: 2.5,
  likelyUpset: 1.2,
  /** The bot could not do what was asked, or said the same again. */
  failed: 0.9,
  failedBefore: 0.4,
  botRepeated: 0.9,
  /** A bare no to an offer of more help ends a good conversation. */
  bareNo: -0.6,
  thanked: -1.5,
}

function figuresOf(conversation: readonly Utterance[]): Record<string, number> {
  const { text } = conversation.at(-1) ?? { text: '' }
  const words = plainWords(text)
  const asked = conversation.slice(0, -1).findLastIndex(({ from }) => from === 'customer')
  const replies = conversation.slice(asked + 1, -1)
  const earlier = conversation.slice(0, Math.max(0, asked)).filter(({ from }) => from === 'bot')
  const before = conversation
    .slice(0, -1)
    .filter(({ from }) => from === 'customer')
    .slice(-TURNS)
  const mood = readMood(text)
  return {
    refused: startsWithNo(words) ? 1 : 0,
    corrected: corrects(words) ? 1 : 0,
    repeated: Math.max(0, ...before.map((said) => likeness(said.text, text, FEWEST_WORDS))),
    upset: mood === 'calm' ? 0 : 1,
    angry: mood === 'angry' ? 1 : 0,
    likelyUpset: likelyMoods(text).upset,
    failed: replies.some(failing) ? 1 : 0,
    failedBefore: earlier.slice(-2).some(failing) ? 1 : 0,
    botRepeated: Math.max(
      0,
      ...replies.flatMap((reply) => earlier.map((said) => likeness(reply.text, said.text, FEWEST_WORDS_OF_BOT))),
    ),
    bareNo: saysNo(words) ? 1 : 0,
    thanked: /\b(?:thanks?|danke|merci|gracias|obrigad[oa])\b|ありがとう/.test(words) ? 1 : 0,
  }
}

function failing({ from, text }: Utterance): boolean {
  return from === 'bot' && admitsFailure(plainWords(text))
}

/** Share of words two texts have in common, 0 to 1; of short ones nothing is said. */
function likeness(one: string, other: string, fewest: number): number {
  const [a, b] = [new Set(tokenise(one)), new Set(tokenise(other))]
  if (Math.min(a.size, b.size) < fewest) return 0
  const shared = [...a].filter((word) => b.has(word)).length
  const dice = (2 * shared) / (a.size + b.size)
  return Math.max(0, (dice - CHANCE) / (1 - CHANCE))
}

const FEWEST_WORDS = 3
/** "Did that help?" is asked again and again. */
const FEWEST_WORDS_OF_BOT = 6
/** Two sentences on one matter share so much anyway. */
const CHANCE = 0.4
