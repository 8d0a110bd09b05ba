import { readSampleBase } from '../quality/sample-base.ts'
import { sentencesOf } from '../../knowledge/passages.ts'
import { stopWords } from '../../language/stop-words.ts'
import type { Revision } from '../../knowledge/ports.ts'
import { seeded } from '../quality/random.ts'
import { withTypos } from '../quality/typos.ts'

const WORDS = 60_000
const PASSAGES = 4
const ALIASES = 3
/** Of the words of a sentence that tell something, so many are exchanged; and so many of those for one of the article's own. */
const EXCHANGED = 0.7
const OWN = 0.25
const SUBJECTS = 6
const PASSAGE_CHARACTERS = 420
const SYLLABLES =
  'ba be bi bo cal cor da del dor en er fa fin gal gar ha hel in ka kor la len lor ma mel mi mon na nel nor o pa per ra ren ro sa sel ser ta tel tor u va ven vi wa zen'.split(
    ' ',
  )

export interface MadeUpLibrary {
  articles: Generator<Revision>
  /** What customers ask it, one in ten with typos. */
  questions: string[]
}

/**
 * A library of any size that is the same for the same seed: the sentences of the sample base with their words exchanged, by Zipf's law, for
 * those of a vocabulary of sixty thousand, most of them coined. Nobody's text is in it, and no sense; lengths and frequencies are those
 * of help articles.
 */
export async function makeUpLibrary({ passages, seed }: { passages: number; seed: number }): Promise<MadeUpLibrary> {
  const sample = (await readSampleBase()).filter(({ unanswered }) => !unanswered)
  const sentences = sample.flatMap(({ body }) => sentencesOf(body)).filter((sentence) => /^[A-Z].{30,}[.?!]$/.test(sentence))
  const asked = sample.flatMap(({ title, aliases }) => [title, ...aliases])
  const random = seeded(seed)
  const vocabulary = coined(new Set(wordsOf([...sentences, ...asked].join(' '))), random)
  const articles = Math.ceil(passages / PASSAGES)
  const subjects = Array.from({ length: articles }, () => Array.from({ length: SUBJECTS }, () => zipf(vocabulary, random)))
  const about = (subject: readonly string[], templates: readonly string[], own = OWN): string =>
    exchanged(pick(templates, random), subject, own, vocabulary, random)
  const questions = Array.from({ length: 600 }, (_, at) => {
    const question = about(pick(subjects, random), asked, 0.6)
    return at % 10 === 0 ? withTypos(question, random) : question
  })
  return { articles: write(), questions }

  function* write(): Generator<Revision> {
    for (const [at, subject] of subjects.entries()) {
      yield {
        articleId: `article-${at}`,
        revision: 1,
        slug: `article-${at}`,
        title: about(subject, asked, 0.6),
        section: `Section ${at % 200}`,
        language: 'en',
        aliases: Array.from({ length: ALIASES }, () => about(subject, asked, 0.6)),
        body: Array.from({ length: PASSAGES }, (_, passage) => `## ${subject[passage] ?? ''}\n\n${passageOn(subject)}`).join(
          '\n\n',
        ),
        at: 0,
        by: 'bench',
      }
    }
  }

  function passageOn(subject: readonly string[]): string {
    let text = ''
    while (text.length < PASSAGE_CHARACTERS) text += `${about(subject, sentences)} `
    return text.trim()
  }
}

function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[a-z]{4,}/g) ?? []).filter((word) => !stopWords('en').has(word))
}

/** The words of the sample base are the common ones. */
function coined(known: Set<string>, random: () => number): string[] {
  const words = new Set(known)
  while (words.size < WORDS) {
    words.add(Array.from({ length: 2 + Math.floor(random() * 3) }, () => pick(SYLLABLES, random)).join(''))
  }
  return [...words]
}

/** The n-th word as often as one in n. */
function zipf(vocabulary: readonly string[], random: () => number): string {
  return vocabulary[Math.floor(Math.exp(random() * Math.log(vocabulary.length))) - 1] ?? ''
}

function exchanged(
  sentence: string,
  subject: readonly string[],
  own: number,
  vocabulary: readonly string[],
  random: () => number,
): string {
  return sentence.replace(/[A-Za-z]{4,}/g, (word) => {
    if (stopWords('en').has(word.toLowerCase()) || random() > EXCHANGED) return word
    return random() < own ? pick(subject, random) : zipf(vocabulary, random)
  })
}

function pick<Item>(items: readonly Item[], random: () => number): Item {
  return items[Math.floor(random() * items.length)] as Item
}
