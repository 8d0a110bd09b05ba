import type { ConversationState } from '../conversation/state.ts'
import type { Brief } from '../domain/events.ts'
import { clipText } from './clip-text.ts'
import type { Memory } from './memory.ts'
import { type Mood, readMood } from './read-mood.ts'
import { recognise } from './recognise.ts'

/** What the agent reads first: what is wanted in the customer's own words, what was tried, and how the customer feels. */
export function writeBrief(text: string, memory: Memory, state: Pick<ConversationState, 'recent'>): Brief {
  const { answer } = memory
  return {
    wants: clipText(matterOf(text, memory, state), 600),
    tried: memory.tried.map((entry) => ({ ...entry })),
    mood: worstMood([text, ...state.recent.filter(({ from }) => from === 'customer').map(({ text: words }) => words)]),
    ...(answer && { suggested: { slug: answer.slug, title: answer.title } }),
  }
}

/** The wish for a person is not the matter; what was asked before it is, unless the wish came with its reason. */
function matterOf(text: string, memory: Memory, { recent }: Pick<ConversationState, 'recent'>): string {
  if (tellsMatter(text)) return text
  const before = recent.filter((utterance) => utterance.from === 'customer' && tellsMatter(utterance.text)).at(-1)?.text
  return before ?? memory.tried.at(-1)?.question ?? text
}

function tellsMatter(text: string): boolean {
  const { kind } = recognise({ text })
  return kind === 'question' || (kind === 'human' && text.length > BARE_WISH)
}

/** Longer than "this is useless, can I please speak to a real person now" there is a matter in it. */
const BARE_WISH = 70

function worstMood(texts: readonly string[]): Mood {
  const moods = texts.map(readMood)
  return moods.find((mood) => mood === 'angry') ?? moods.find((mood) => mood === 'upset') ?? 'calm'
}
