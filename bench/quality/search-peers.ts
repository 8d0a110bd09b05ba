import MiniSearch from 'minisearch'
import winkBm25 from 'wink-bm25-text-search'
import winkUtils from 'wink-nlp-utils'
import { rankingFigures, type Figures, type Ranking } from './metrics.ts'
import type { ArticleLine, FaqQuestion } from './data.ts'

type Search = (text: string) => string[]

/** What other packages find on the same articles and questions, as their documentation sets them up. */
export function searchPeers(
  articles: readonly ArticleLine[],
  questions: readonly FaqQuestion[],
  misspelt: readonly FaqQuestion[] = [],
): Figures {
  // An id that comes twice replaces, as publishing again does.
  const unique = [...new Map(articles.map((article) => [article.id, article])).values()]
  const peers: Record<string, Search> = { minisearch: miniSearch(unique), 'wink-bm25-text-search': winkSearch(unique) }
  const figures: Figures = {}
  for (const [name, search] of Object.entries(peers)) {
    const clean = rankingFigures(rank(questions, search))
    figures[name] = misspelt.length === 0 ? clean : { ...clean, 'typo.R@1': rankingFigures(rank(misspelt, search))['R@1'] ?? 0 }
  }
  return figures
}

function rank(questions: readonly FaqQuestion[], search: Search): Ranking[] {
  return questions.map(({ text, article }) => {
    const started = performance.now()
    const found = search(text)
    return { place: found.indexOf(article), ms: performance.now() - started }
  })
}

function miniSearch(articles: readonly ArticleLine[]): Search {
  const index = new MiniSearch<ArticleLine>({ fields: ['title', 'text', 'section'] })
  index.addAll(articles)
  return (text) =>
    index
      .search(text)
      .slice(0, 5)
      .map((found) => String(found.id))
}

function winkSearch(articles: readonly ArticleLine[]): Search {
  const engine = winkBm25()
  engine.defineConfig({ fldWeights: { title: 3, text: 1, section: 1 } })
  engine.definePrepTasks([
    winkUtils.string.lowerCase,
    winkUtils.string.tokenize0,
    winkUtils.tokens.removeWords,
    winkUtils.tokens.stem,
  ])
  for (const { id, title, text, section = '' } of articles) engine.addDoc({ title, text, section }, id)
  engine.consolidate()
  return (text) => engine.search(text, 5).map(([id]) => id)
}
