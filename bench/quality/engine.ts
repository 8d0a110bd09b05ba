import { createAnswerQuestion } from '../../knowledge/answer-question.ts'
import { createCatchUp } from '../../knowledge/catch-up.ts'
import { createEmbedLibrary } from '../../knowledge/embed-library.ts'
import { createEmbedQuestion, type EmbedQuestion } from '../../knowledge/embed-question.ts'
import { createLoadVectors } from '../../knowledge/load-vectors.ts'
import { createRest } from '../../knowledge/rest.ts'
import { createShelf, type Shelf } from '../../knowledge/shelf.ts'
import { detectLanguage } from '../../language/detect-language.ts'
import { InMemoryLibrary, InMemoryRevisions } from '../../test/knowledge/in-memory-library.ts'
import type { AnswerOutcome } from '../../knowledge/answer.ts'
import { InMemoryVectors } from '../../test/knowledge/in-memory-vectors.ts'
import type { Embedder, LibraryLog, Revision, Revisions } from '../../knowledge/ports.ts'
import type { ArticleLine, Turn } from './data.ts'

export interface Asked {
  text: string
  history?: Turn[]
  except?: string[]
}

export type Ask = (asked: Asked) => Promise<{ outcome: AnswerOutcome; ms: number }>

/** A question keeps the conversation's language unless its own words speak clearly. */
const CLEARLY = 0.35
const PATIENCE_MS = 600_000

/** Embeds and loads what is published, as the background does. */
async function embedded(
  deps: { library: LibraryLog; revisions: Revisions; shelf: Shelf },
  embedder: Embedder,
): Promise<EmbedQuestion> {
  const vectors = new InMemoryVectors()
  await createCatchUp(deps)()
  await createEmbedLibrary({ ...deps, vectors, embedder, limitMs: PATIENCE_MS })(async () => true, new AbortController().signal)
  await createLoadVectors({ ...deps, vectors })()
  const rest = createRest(() => performance.now())
  const report = (error: unknown): never => {
    throw error
  }
  return createEmbedQuestion({ ...deps, embedder, rest, limitMs: PATIENCE_MS, report })
}

export function revisionOf({ id, title, text, section }: ArticleLine): Revision {
  return {
    articleId: id,
    revision: 1,
    slug: id,
    title,
    section: section ?? '',
    language: 'en',
    aliases: [],
    body: text,
    at: 0,
    by: 'bench',
  }
}

/**
 * The product's own use case over a library in memory: what is measured is what customers get. With an embedder every article is embedded
 * first, and a question waits for its vector as long as it takes.
 */
export async function createEngine(articles: readonly Revision[], embedder?: Embedder): Promise<{ ask: Ask; loadMs: number }> {
  const library = new InMemoryLibrary()
  const revisions = new InMemoryRevisions()
  for (const [at, revision] of articles.entries()) {
    await revisions.put(revision)
    await library.append({
      libraryVersion: at + 1,
      articleId: revision.articleId,
      revision: 1,
      change: 'published',
      at: 0,
      by: 'bench',
    })
  }
  const shelf = createShelf()
  const answer = createAnswerQuestion({
    library,
    revisions,
    shelf,
    embedQuestion: embedder && (await embedded({ library, revisions, shelf }, embedder)),
  })
  const ask: Ask = async ({ text, history = [], except = [] }) => {
    const started = performance.now()
    const { language, confidence } = detectLanguage(text, 'en')
    const outcome = await answer({ text, language: confidence >= CLEARLY ? language : 'en', history, except })
    return { outcome, ms: performance.now() - started }
  }
  const started = performance.now()
  await ask({ text: 'warm up' })
  return { ask, loadMs: performance.now() - started }
}
