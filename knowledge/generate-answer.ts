import { tokenise } from '../language/tokenise.ts'
import { checkSentence, withoutBullet } from './check-sentence.ts'
import { followsFrom } from './follows-from.ts'
import { PASSAGE_CHARACTERS } from './passages.ts'
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
export function createGenerateAnswer({ composer, budget, report, limitMs = LIMIT_MS }: GenerateAnswerDeps): GenerateAnswer {
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
        if (!kept.take(sentence)) continue
        asker?.onWords(kept.text())
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

function createKept(given: readonly Given[], language: string) {
  const texts: string[] = []
  const used: Given[] = []
  let dropped = false
  return {
    text: () => texts.join(' '),
    full: () => texts.length >= SENTENCES,
    citations: (): Citation[] =>
      used.map(({ articleId, revision, slug, title, passage }) => ({ articleId, revision, slug, title, passage })),

    /** Whether the sentence stays: every passage it names was given, and one of them says it. */
    take({ text, passages }: ComposedSentence): boolean {
      const said = withoutBullet(text).replace(/\s+/g, ' ')
      const named = passages.map((number) => given[number - 1])
      const resting = named.filter((each) => each !== undefined && checkSentence(said, each, language).supported) as Given[]
      const first = texts.length === 0
      const stands =
        isStatement(said, language) &&
        said.length <= PASSAGE_CHARACTERS &&
        resting.length > 0 &&
        !named.includes(undefined) &&
        !texts.includes(said) &&
        !((first || dropped) && followsFrom(said, language)) &&
        (!first || resting.some(({ ofBest }) => ofBest))
      dropped = !stands
      if (!stands) return false
      texts.push(said)
      for (const each of resting) if (!used.includes(each)) used.push(each)
      return true
    },
  }
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
