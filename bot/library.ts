import { createAnswerQuestion } from '../knowledge/answer-question.ts'
import { readArticleFiles } from '../knowledge/article-files.ts'
import { createCatchUp } from '../knowledge/catch-up.ts'
import { createDraftArticle } from '../knowledge/draft-article.ts'
import { createEmbedLibrary } from '../knowledge/embed-library.ts'
import { createEmbedQuestion } from '../knowledge/embed-question.ts'
import type { GenerateAnswer } from '../knowledge/generate-answer.ts'
import { createImportArticles } from '../knowledge/import-articles.ts'
import { createListArticles } from '../knowledge/list-articles.ts'
import { createReadJudge } from '../knowledge/judge-in-force.ts'
import { createLoadVectors } from '../knowledge/load-vectors.ts'
import type { Calibrations, Embedder, LibraryLog, Revisions, Vectors } from '../knowledge/ports.ts'
import { createPublishArticle } from '../knowledge/publish-article.ts'
import { createReadArticle } from '../knowledge/read-article.ts'
import type { Rest } from '../knowledge/rest.ts'
import { createRetireArticle } from '../knowledge/retire-article.ts'
import { createShelf } from '../knowledge/shelf.ts'
import { sentenceVector } from '../language/vectors.ts'
import type { Clock } from '../domain/clock.ts'
import { createReadSuggestions, type ReadSuggestionsDeps } from './read-suggestions.ts'
import { renderMarkdown } from './render-markdown.ts'
import type { PublishedArticle } from './routes/article-page.ts'

export interface LibraryDeps {
  libraryLog: LibraryLog
  revisions: Revisions
  calibrations: Pick<Calibrations, 'newest'>
  clock: Clock
  /** Without it answers are the articles' own words. */
  generateAnswer?: GenerateAnswer | undefined
  /** Without it nothing of what is asked or published leaves the house to be embedded. */
  embeddings?: Embeddings | undefined
}

export interface Embeddings {
  embedder: Embedder
  vectors: Vectors
  rest: Rest
  limitMs: number
  report: (error: unknown) => void
}

export type Library = ReturnType<typeof createLibrary>

/** Joins the use cases of knowledge/ over one store: answering, and the editors' side. */
export function createLibrary({ libraryLog, revisions, calibrations, clock, generateAnswer, embeddings }: LibraryDeps) {
  const deps = { library: libraryLog, revisions, clock }
  const draftArticle = createDraftArticle(deps)
  const publishArticle = createPublishArticle(deps)
  const readArticle = createReadArticle(deps)
  const importArticles = createImportArticles({ draft: draftArticle, publish: publishArticle, revisions })
  const shelf = createShelf()
  const answerQuestion = createAnswerQuestion({
    ...deps,
    shelf,
    readJudge: createReadJudge({ calibrations, clock }),
    generateAnswer,
    embedQuestion: embeddings && createEmbedQuestion({ ...embeddings, shelf }),
  })
  return {
    answerQuestion,
    articles: {
      draftArticle,
      publishArticle,
      readArticle,
      listArticles: createListArticles(deps),
      retireArticle: createRetireArticle(deps),
    },
    importArticles,
    /** How vectors come to be on the shelf; in the background, or once for a command. */
    embedding: embeddings && {
      catchUp: createCatchUp({ ...deps, shelf }),
      loadVectors: createLoadVectors({ ...embeddings, shelf }),
      embedLibrary: createEmbedLibrary({ embedder: embeddings.embedder, vectors: embeddings.vectors, shelf }),
    },
    /** What customers asked that editors might take up. */
    suggestionsFrom: (conversations: Pick<ReadSuggestionsDeps, 'rows' | 'log'>) =>
      createReadSuggestions({ ...conversations, revisions, meaning: sentenceVector }),

    /** Reads the library and builds the index, so that the first customer does not wait for it. */
    async warmUp(): Promise<void> {
      await answerQuestion({ text: 'hello', language: 'en', history: [] })
    },

    /** What a citation opens. */
    async publishedArticle(slug: string): Promise<PublishedArticle | undefined> {
      const found = await readArticle({ slug })
      if (found.kind !== 'found' || !found.live || found.live.unanswered) return undefined
      const { title, section, body, at } = found.live
      return { title, section, html: renderMarkdown(body), updatedAt: at }
    },

    /** Fills an empty library, so that the first start can answer. Says how many articles it holds then. */
    fillIfEmpty: async (folder: string): Promise<number> => {
      if ((await libraryLog.head()) > 0) return 0
      return (await importArticles({ files: await readArticleFiles(folder), by: 'import' })).published
    },
  }
}
