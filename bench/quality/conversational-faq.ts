import { createEngine, revisionOf } from './engine.ts'
import { rankingFigures, type Figures, type Ranking } from './metrics.ts'
import { readLines, type ArticleLine, type ConversationalQuestion } from './data.ts'
import { searchPeers } from './search-peers.ts'
import type { Embedder } from '../../knowledge/ports.ts'

/** Every article competes: nobody says which hotel the customer means. */
export async function measureConversationalFaq(folder: string, embedder?: Embedder): Promise<Figures> {
  const articles = readLines<ArticleLine>(folder, 'articles.jsonl')
  const questions = readLines<ConversationalQuestion>(folder, 'questions.jsonl')
  const { ask, loadMs } = await createEngine(articles.map(revisionOf), embedder)
  const rankings: Ranking[] = []
  for (const { text, history, articles: right } of questions) {
    const { outcome, ms } = await ask({ text, history })
    rankings.push({ place: outcome.candidates.findIndex((candidate) => right.includes(candidate.articleId)), ms })
  }
  const lastTurns = questions.map(({ text, articles: [article = ''] }) => ({ text, article }))
  const figures = { ...rankingFigures(rankings), loadMs }
  return embedder ? figures : { ...figures, peers: searchPeers(articles, lastTurns) }
}
