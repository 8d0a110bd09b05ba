import { expect } from 'chai'
import fc from 'fast-check'
import { checkSentence, type CitedPassage } from '../../knowledge/check-sentence.ts'
import { readSampleBase } from '../../bench/quality/sample-base.ts'
import { passagesOf, sentencesOf } from '../../knowledge/passages.ts'
import { tokenise } from '../../language/tokenise.ts'
import { isTelling, LIES } from './lies.ts'

type Check = (text: string, passage: CitedPassage) => boolean

describe('what a composer invents', function () {
  this.timeout(60_000)
  let passages: CitedPassage[]
  before(async () => {
    passages = (await readSampleBase()).flatMap(({ title, body }) =>
      passagesOf(body).map(({ heading, text }) => ({ title, heading, text })),
    )
  })

  /** Checks so many lies about the sample articles and gives those that pass. */
  function passing(check: Check, numRuns: number): string[] {
    const passed: string[] = []
    const lies = fc.record({
      kind: fc.constantFrom(...Object.keys(LIES)),
      a: fc.nat(),
      b: fc.nat(),
      c: fc.nat(),
      pick: fc.nat(999),
    })
    fc.assert(
      fc.property(lies, ({ kind, a, b, c, pick }) => {
        const passage = passages[a % passages.length]!
        const said = oneOf(sentencesOf(passage.text), b)
        // Half of the time what is mixed in stands in the same passage.
        const other = oneOf(sentencesOf((pick % 2 === 0 ? passage : passages[c % passages.length]!).text), c)
        const lie = LIES[kind]!(said, other, pick)
        if (lie === undefined || isSaid(lie, passage)) return
        if (check(lie, passage)) passed.push(`${kind}: ${lie} <- ${said}`)
      }),
      { numRuns },
    )
    return passed
  }

  it('never passes', () => {
    expect(passing((text, passage) => checkSentence(text, passage, 'en').supported, 4000)).to.deep.equal([])
  })

  it('would pass a check of words alone, or one of numbers and denials too', () => {
    const words = (text: string, passage: CitedPassage): number => {
      const there = new Set(tokenise(passage.text, 'en'))
      const all = tokenise(text, 'en')
      return all.filter((word) => there.has(word)).length / all.length
    }
    expect(passing((text, passage) => words(text, passage) >= 0.8, 300)).to.not.have.length(0)
    const strict: Check = (text, passage) =>
      words(text, passage) >= 0.8 &&
      (text.match(/\d+/g) ?? []).every((number) => passage.text.includes(number)) &&
      /\bnot\b/.test(text) === /\bnot\b/.test(passage.text)
    expect(passing(strict, 300)).to.not.have.length(0)
  })

  it('is not because nothing passes: every sentence of the articles does', () => {
    const bare = passages.flatMap((passage) => sentencesOf(passage.text).map((text) => ({ text, passage })))
    const kept = bare.filter(({ text, passage }) => checkSentence(text, passage, 'en').supported)
    expect(kept.length / bare.length).to.be.above(0.98)
  })
})

/** A lie that happens to be what the passage says, but for articles. */
function isSaid(lie: string, { text }: CitedPassage): boolean {
  const plain = (each: string): string => tokenise(each, 'en').filter(isTelling).join(' ')
  return sentencesOf(text).some((sentence) => plain(sentence) === plain(lie))
}

function oneOf<T>(all: readonly T[], at: number): T {
  return all[at % all.length]!
}
