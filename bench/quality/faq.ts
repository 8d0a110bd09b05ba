import { auroc, rankingFigures, reliability, share, thresholdForPrecision, type Figures, type Ranking } from './metrics.ts'
import { createEngine, revisionOf, type Ask } from './engine.ts'
import { readLines, type ArticleLine, type FaqQuestion } from './data.ts'
import { searchPeers } from './search-peers.ts'
import { seeded } from './random.ts'
import { withTypos } from './typos.ts'
import type { Embedder } from '../../knowledge/ports.ts'

const TYPO_SEED = 20260117

export async function measureFaq(folder: string, embedder?: Embedder): Promise<Figures> {
  const articles = readLines<ArticleLine>(folder, 'articles.jsonl')
  const questions = readLines<FaqQuestion>(folder, 'questions.jsonl')
  const { ask } = await createEngine(articles.map(revisionOf), embedder)
  await rank(questions.slice(0, 200), ask)
  const clean = rankingFigures(await rank(questions, ask))
  const random = seeded(TYPO_SEED)
  const misspelt = questions.map(({ text, article }) => ({ text: withTypos(text, random), article }))
  const typo = rankingFigures(await rank(misspelt, ask))
  const figures = { ...clean, 'typo.R@1': typo['R@1'] ?? 0, 'typo.R@5': typo['R@5'] ?? 0, ...(await abstention(questions, ask)) }
  // The others know no endpoint, and stand beside the figures without.
  return embedder ? figures : { ...figures, peers: searchPeers(articles, questions, misspelt) }
}

async function rank(questions: readonly FaqQuestion[], ask: Ask): Promise<Ranking[]> {
  const rankings: Ranking[] = []
  for (const { text, article } of questions) {
    const { outcome, ms } = await ask({ text })
    rankings.push({ place: outcome.candidates.findIndex((candidate) => candidate.articleId === article), ms })
  }
  return rankings
}

interface Judged {
  score: number
  /** The best candidate is the right one. */
  positive: boolean
  answerable: boolean
  decision: 'answer' | 'clarify' | 'no_answer'
}

/** Questions on odd lines lose their article for the time of the question. */
async function abstention(questions: readonly FaqQuestion[], ask: Ask): Promise<Figures> {
  const judged: Judged[] = []
  for (const [line, { text, article }] of questions.entries()) {
    const answerable = line % 2 === 0
    const { outcome } = await ask({ text, except: answerable ? [] : [article] })
    const positive = outcome.candidates[0]?.articleId === article
    judged.push({ score: outcome.probability, positive, answerable, decision: outcome.kind })
  }
  const answerable = judged.filter((each) => each.answerable)
  const unanswerable = judged.filter((each) => !each.answerable)
  const threshold = thresholdForPrecision(judged, 0.9)
  const given = judged.filter(({ decision }) => decision === 'answer')
  const right = given.filter(({ positive }) => positive).length
  return {
    'unanswerable.AUROC': auroc(judged),
    'unanswerable.answered@90': share(
      answerable.filter(({ score, positive }) => positive && score >= threshold).length,
      answerable.length,
    ),
    'unanswerable.declined@90': share(unanswerable.filter(({ score }) => score < threshold).length, unanswerable.length),
    'shipped.precision': share(right, given.length),
    'shipped.coverage': share(right, answerable.length),
    'shipped.declined': share(unanswerable.filter(({ decision }) => decision !== 'answer').length, unanswerable.length),
    'shipped.clarified': share(judged.filter(({ decision }) => decision === 'clarify').length, judged.length),
    ECE: reliability(judged).ece,
    ...curves(judged),
  }
}

/** Risk (1 − precision) when the surest tenth, fifth … of all questions is answered; reliability by tenth of probability. */
function curves(judged: readonly Judged[]): Figures {
  const surest = [...judged].sort((a, b) => b.score - a.score)
  const risk: Figures = {}
  for (let tenth = 1; tenth <= 10; tenth++) {
    const given = surest.slice(0, Math.round((surest.length * tenth) / 10))
    risk[`${tenth * 10}%`] = 1 - share(given.filter(({ positive }) => positive).length, given.length)
  }
  const bins: Figures = {}
  for (const [at, { said, happened, n }] of reliability(judged).bins.entries()) bins[`${at / 10}`] = { said, happened, n }
  return { riskAtCoverage: risk, reliability: bins }
}
