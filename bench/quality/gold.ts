import { fileURLToPath } from 'node:url'
import { createEngine, type Ask } from './engine.ts'
import { auroc, share, type Figures } from './metrics.ts'
import { readLines, type Turn } from './data.ts'
import { readSampleBase, SAMPLE } from './sample-base.ts'
import type { Embedder } from '../../knowledge/ports.ts'

interface GoldQuestion {
  id: string
  text: string
  /** Slugs of the articles that rightly answer it; none = it cannot be answered from the base. */
  articles: string[]
  kind: string
  language: string
  history?: Turn[]
}

interface Scored {
  question: GoldQuestion
  verdict: 'right' | 'clarified' | 'wrong' | 'declined'
  found: boolean
  probability: number
}

/** The sample base that ships with the product and the questions written for it; nothing was ever trained on them. */
export async function measureGold(embedder?: Embedder): Promise<Figures> {
  const { ask } = await createSampleEngine(embedder)
  const questions = readLines<GoldQuestion>(fileURLToPath(new URL('gold.jsonl', SAMPLE)))
  const scored: Scored[] = []
  for (const question of questions) scored.push(await score(question, ask))
  const english = scored.filter(({ question }) => question.language === 'en')
  return {
    ...figuresOf(english),
    byKind: grouped(english, ({ question }) => question.kind),
    byLanguage: grouped(scored, ({ question }) => question.language),
  }
}

export async function createSampleEngine(embedder?: Embedder): Promise<{ ask: Ask }> {
  return createEngine(await readSampleBase(), embedder)
}

async function score(question: GoldQuestion, ask: Ask): Promise<Scored> {
  const { outcome } = await ask({ text: question.text, history: question.history ?? [] })
  const isRight = (articleId: string): boolean => question.articles.includes(articleId)
  const found = outcome.candidates[0] !== undefined && isRight(outcome.candidates[0].articleId)
  const scored = { question, found, probability: outcome.probability }
  switch (outcome.kind) {
    case 'answer':
      return { ...scored, verdict: outcome.citations.some(({ articleId }) => isRight(articleId)) ? 'right' : 'wrong' }
    case 'clarify':
      return { ...scored, verdict: outcome.options.some(({ articleId }) => isRight(articleId)) ? 'clarified' : 'wrong' }
    case 'no_answer':
      return { ...scored, verdict: 'declined' }
  }
}

function figuresOf(scored: readonly Scored[]): Figures {
  const answerable = scored.filter(({ question }) => question.articles.length > 0)
  const unanswerable = scored.filter(({ question }) => question.articles.length === 0)
  const said = (list: readonly Scored[], ...verdicts: Scored['verdict'][]): number =>
    share(list.filter(({ verdict }) => verdicts.includes(verdict)).length, list.length)
  const figures: Figures = { n: scored.length }
  if (answerable.length > 0) {
    figures['R@1'] = share(answerable.filter(({ found }) => found).length, answerable.length)
    figures['right'] = said(answerable, 'right')
    figures['rightOrClarified'] = said(answerable, 'right', 'clarified')
    figures['wrong'] = said(answerable, 'wrong')
  }
  if (unanswerable.length > 0) figures['declined'] = said(unanswerable, 'declined')
  if (answerable.length > 0 && unanswerable.length > 0) {
    figures['AUROC'] = auroc(scored.map(({ probability, found }) => ({ score: probability, positive: found })))
  }
  return figures
}

function grouped(scored: readonly Scored[], by: (one: Scored) => string): Figures {
  const groups = new Set(scored.map(by))
  return Object.fromEntries([...groups].sort().map((group) => [group, figuresOf(scored.filter((one) => by(one) === group))]))
}
