import { sentencesOf } from '../../knowledge/passages.ts'
import type { ComposedSentence, Composer, ComposeRequest } from '../../knowledge/ports.ts'
import { LIES } from '../../test/knowledge/lies.ts'
import { seeded } from './random.ts'

const SENTENCES = 4

/**
 * Composes as a bad model does, without one: of each four sentences about two are made wrong, others are put in other words or repeat
 * the question, and every one cites something. The same seed lies the same way.
 */
export function createLiar(seed: number): Composer {
  const random = seeded(seed)
  const oneOf = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!
  const kinds = Object.keys(LIES)

  function sentence({ question, passages }: ComposeRequest): ComposedSentence {
    const at = Math.floor(random() * passages.length)
    const said = oneOf(sentencesOf(passages[at]!.text))
    const other = oneOf(sentencesOf(oneOf(passages).text))
    const chance = random()
    const cited = random() < 0.9 ? [at + 1] : [Math.floor(random() * 9)]
    if (chance < 0.55) {
      const lie = LIES[oneOf(kinds)]!(said, other, Math.floor(random() * 1000))
      return { text: lie ?? said, passages: cited }
    }
    if (chance < 0.65) return { text: `Yes, ${question.replace(/\?$/, '')}.`, passages: cited }
    if (chance < 0.8) return { text: inOtherWords(said), passages: cited }
    return { text: said, passages: cited }
  }

  return {
    promptVersion: 'liar',
    async *compose(request) {
      for (let at = 0; at < SENTENCES; at++) yield sentence(request)
    },
  }
}

function inOtherWords(text: string): string {
  return text
    .replace(
      /^(?:You|We) (can|may|must|will) (\w+) (.+?)([.,])/,
      (_all, modal: string, verb: string, rest: string, end: string) => {
        return `${rest.charAt(0).toUpperCase()}${rest.slice(1)} ${modal} be ${verb}ed${end}`
      },
    )
    .replace(/\b(?:cannot)\b/g, "can't")
}
