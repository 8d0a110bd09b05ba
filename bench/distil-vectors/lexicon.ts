import { mix, type Vector } from './linear.ts'
import type { Concept } from './glossary.ts'
import type { Embed } from './embed.ts'
import type { WordList } from './words.ts'

/** The words of each language with their vectors. */
export type Lexicon = Map<string, Map<string, Vector>>

/** Embeds every listed word and every word of the glossary, once. German nouns begin with a capital, so both spellings count there. */
export async function embedWords(
  lists: ReadonlyMap<string, WordList>,
  glossary: readonly Concept[],
  embed: Embed,
): Promise<Lexicon> {
  const lexicon: Lexicon = new Map()
  for (const [language, list] of lists) {
    const words = [...new Set([...list.keys(), ...glossary.flatMap((concept) => concept.get(language) ?? [])])]
    const vectors = await embed(words)
    const capitals = language === 'de' ? await embed(words.map(capitalised)) : vectors
    const none = new Float32Array()
    lexicon.set(language, new Map(words.map((word, at) => [word, mix(vectors[at] ?? none, 0.5, capitals[at] ?? none, 0.5)])))
  }
  return lexicon
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
