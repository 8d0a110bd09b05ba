import { tokenise } from '../language/tokenise.ts'
import { checkSentence, withoutBullet, type Unsupported } from './check-sentence.ts'
import { followsFrom } from './follows-from.ts'
import { PASSAGE_CHARACTERS, sentencesOf } from './passages.ts'
import type { Asker, Citation, Question } from './answer.ts'
import type { ComposingBudget } from './composing-budget.ts'
import type { ComposedSentence, Composer } from './ports.ts'
import type { Retrieved } from './retrieve.ts'

export interface Generated {
  text: string
  citations: Citation[]
  promptVersion: string
}

/** Undefined when nothing came of it: the article's own words are the answer then. */
export type GenerateAnswer = (
  question: Question,
  candidates: readonly Retrieved[],
  asker?: Asker,
) => Promise<Generated | undefined>

export interface GenerateAnswerDeps {
  composer: Composer
  budget: ComposingBudget
  /** Told of a provider that failed; the customer gets the extractive answer. */
  report: (error: unknown) => void
  /** Milliseconds for all of it; the turn has 8 s. */
  limitMs?: number
  /** Told what became of each sentence, for those who measure. */
  judged?: (sentence: ComposedSentence & { verdict: Verdict }) => void
}

const LIMIT_MS = 5000
/** Passages of the article that was judged to answer, and as many others beside it. */
const OF_BEST = 4
const OF_OTHERS = 2
/** More sentences than this are no answer any more. */
const SENTENCES = 5
const FEWEST_WORDS = 3
const HISTORY_TURNS = 6
const HISTORY_CHARACTERS = 600

/**
 * Has an answer written from the passages that were found and lets stay only what they really say. The first sentence must rest on the
 * article that was judged to answer the question. Whatever goes wrong, the answer is the extractive one.
 */
export function createGenerateAnswer({
  composer,
  budget,
  report,
  limitMs = LIMIT_MS,
  judged,
}: GenerateAnswerDeps): GenerateAnswer {
  return async (question, candidates, asker) => {
    if (asker && !budget(asker.conversationId)) return undefined
    const given = passagesGiven(candidates)
    const language = candidates[0]?.article.language ?? question.language
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(new Error('Composing took too long.')), limitMs)
    const signal = asker ? AbortSignal.any([late.signal, asker.signal]) : late.signal
    const kept = createKept(given, language)
    try {
      const request = { question: question.text, language, history: lately(question.history), passages: given }
      for await (const sentence of untilAborted(composer.compose(request, signal), signal)) {
        for (const text of sentencesOf(sentence.text).map(tidied)) {
          if (kept.full()) break
          const verdict = kept.take(text, sentence.passages)
          judged?.({ text, passages: sentence.passages, verdict })
          if (verdict === 'kept') asker?.onWords(kept.text())
        }
        if (kept.full()) break
      }
      if (kept.text() === '') return undefined
      return { text: kept.text(), citations: kept.citations(), promptVersion: composer.promptVersion }
    } catch (error) {
      report(error)
      return undefined
    } finally {
      clearTimeout(timer)
      // What still runs (a sentence too many, a stream that hangs) is let go.
      late.abort()
    }
  }
}

function tidied(sentence: string): string {
  return withoutBullet(sentence).replace(/\s+/g, ' ')
}

interface Given extends Citation {
  heading: string
  text: string
  /** Of the article that was judged to answer. */
  ofBest: boolean
}

/** In one language, for in another nothing could be checked. */
function passagesGiven(candidates: readonly Retrieved[]): Given[] {
  const [best, ...others] = candidates
  if (!best) return []
  const { passages } = best.article
  const fitting = [best.passage, ...passages.keys()].filter((at, place, all) => all.indexOf(at) === place)
  const given = fitting.slice(0, OF_BEST).map((at) => givenOf(best, at, true))
  const alike = others.filter(({ article }) => article.language === best.article.language)
  return [...given, ...alike.slice(0, OF_OTHERS).map((each) => givenOf(each, each.passage, false))]
}

function givenOf({ article }: Retrieved, at: number, ofBest: boolean): Given {
  const { articleId, revision, slug, title, passages } = article
  const { heading = '', text = title } = passages[at] ?? {}
  return { articleId, revision, slug, title, heading, text, passage: text, ofBest }
}

/** What became of a composed sentence. */
export type Verdict =
  | 'kept'
  | Unsupported
  /** It cites nothing, or what was not given. */
  | 'uncited'
  /** Too short, too long, a question, or half of one. */
  | 'no statement'
  | 'repeated'
  /** Its 'it' stands for something that was not said before it. */
  | 'hanging'
  /** The answer would begin with another article than the one that was judged to answer. */
  | 'other article'

function createKept(given: readonly Given[], language: string) {
  const texts: string[] = []
  const used: Given[] = []
  /** Where the last one that stayed is said. */
  let last: Resting | undefined
  let heading = ''
  return {
    text: () => texts.join(''),
    full: () => texts.length >= SENTENCES,
    citations: (): Citation[] =>
      used.map(({ articleId, revision, slug, title, passage }) => ({ articleId, revision, slug, title, passage })),

    /** A sentence stays when every passage it names was given and one of them says it. */
    take(text: string, passages: readonly number[]): Verdict {
      const named = passages.map((number) => given[number - 1])
      if (named.length === 0 || named.includes(undefined)) return 'uncited'
      if (!isStatement(text, language) || text.length > PASSAGE_CHARACTERS) return 'no statement'
      const resting: Resting[] = []
      let because: Unsupported = 'coverage'
      for (const each of named as Given[]) {
        const checked = checkSentence(text, each, language)
        if (checked.supported) resting.push({ given: each, at: checked.at, under: checked.under })
        else because = checked.because
      }
      const hangs = followsFrom(text, language)
      const rest = hangs ? resting.find((each) => follows(each, last)) : resting[0]
      if (!rest) return resting.length === 0 ? because : 'hanging'
      if (texts.length === 0 && !resting.some((each) => each.given.ofBest)) return 'other article'
      const said = rest.under === '' || rest.under === heading ? text : `${rest.under.replace(/[:.]$/, '')}: ${text}`
      if (texts.some((each) => each.endsWith(text))) return 'repeated'
      // A line of its own, lest it reads as said under the heading before.
      texts.push(texts.length === 0 ? said : `${rest.under === heading ? ' ' : '\n'}${said}`)
      last = rest
      heading = rest.under
      for (const each of resting) if (!used.includes(each.given)) used.push(each.given)
      return 'kept'
    },
  }
}

interface Resting {
  given: Given
  at: number
  under: string
}

/** Whether it stands right after the one before, also where it was written. */
function follows(resting: Resting, last: Resting | undefined): boolean {
  return last?.given === resting.given && resting.at === last.at + 1
}

/** Not 'No.', not 'You need:', not a question the article puts. */
function isStatement(text: string, language: string): boolean {
  return tokenise(text, language).length >= FEWEST_WORDS && !/[:?：？]$/.test(text)
}

function lately(history: Question['history']): Question['history'] {
  return history.slice(-HISTORY_TURNS).map(({ from, text }) => ({ from, text: text.slice(0, HISTORY_CHARACTERS) }))
}

/** Ends with the signal's reason as soon as it is aborted, whether or not the one who composes listens to it. */
async function* untilAborted<T>(items: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const iterator = items[Symbol.asyncIterator]()
  let giveUp = (): void => undefined
  const aborted = new Promise<never>((_resolve, reject) => {
    giveUp = () => reject(signal.reason instanceof Error ? signal.reason : new Error('Nobody waits any longer.'))
    signal.addEventListener('abort', giveUp, { once: true })
  })
  aborted.catch(() => undefined)
  try {
    signal.throwIfAborted()
    for (;;) {
      const next = iterator.next()
      next.catch(() => undefined)
      const step = await Promise.race([next, aborted])
      if (step.done === true) return
      yield step.value
    }
  } finally {
    signal.removeEventListener('abort', giveUp)
    // Not waited for: one that hangs would hang here too.
    void iterator.return?.().catch(() => undefined)
  }
}
