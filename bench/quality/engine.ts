import { createAnswerQuestion } from '../../knowledge/answer-question.ts'
import { createShelf } from '../../knowledge/shelf.ts'
import { detectLanguage } from '../../language/detect-language.ts'
import { InMemoryLibrary, InMemoryRevisions } from '../../test/knowledge/in-memory-library.ts'
import type { AnswerOutcome } from '../../knowledge/answer.ts'
import type { Revision } from '../../knowledge/ports.ts'
import type { ArticleLine, Turn } from './data.ts'

export interface Asked {
  text: string
  history?: Turn[]
  except?: string[]
}

export type Ask = (asked: Asked) => Promise<{ outcome: AnswerOutcome; ms: number }>

/** A question keeps the conversation's language unless its own words speak clearly. */
const CLEARLY = 0.35

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

/** The product's own use case over a library in memory: what is measured is what customers get. */
export async function createEngine(articles: readonly Revision[]): Promise<{ ask: Ask; loadMs: number }> {
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
  const answer = createAnswerQuestion({ library, revisions, shelf: createShelf() })
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
