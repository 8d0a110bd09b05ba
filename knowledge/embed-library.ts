import { embeddedTextsOf, type EmbeddedText } from './embedded-texts.ts'
import type { IndexedArticle } from './indexed-article.ts'
import type { ArticleVectors, EmbeddedAs, Embedder, EmbedRequest, Vectors } from './ports.ts'
import type { Shelf } from './shelf.ts'
import { within } from './within.ts'

export interface EmbedLibraryDeps {
  /** As of the moment; what is published meanwhile is found in the next round. */
  shelf: Shelf
  embedder: Embedder
  vectors: Vectors
  /** A batch of passages takes a small server some seconds. Milliseconds. */
  limitMs?: number
}

/**
 * Whether every published article has its vectors of the model that is set. `mayGoOn` is asked before each batch and says no when another
 * node is at it. Throws when endpoint or store fail; all that was made is kept.
 */
export type EmbedLibrary = (mayGoOn: () => Promise<boolean>, signal: AbortSignal) => Promise<'complete' | 'left_to_another'>

/** A crash or a failure costs what is in one batch. Texts. */
const BATCH = 32
const LIMIT_MS = 60_000

/**
 * Brings the vectors of the model that is set up to date with what is published. Those of other models stay until these are complete, so
 * that answers go on with them; then they go, as do those of retired articles.
 */
export function createEmbedLibrary({ shelf, embedder, vectors, limitMs = LIMIT_MS }: EmbedLibraryDeps): EmbedLibrary {
  const embed = (request: EmbedRequest, signal: AbortSignal) =>
    within(limitMs, (inTime) => embedder.embed(request, inTime), signal)
  return async (mayGoOn, signal) => {
    // Which model answers is known only once it has: a local server may have been started with another.
    const { model } = await embed({ texts: ['hello'], as: 'question' }, signal)
    const stored = await vectors.list()
    const has = new Map(stored.filter((each) => each.model === model).map(({ articleId, revision }) => [articleId, revision]))
    const missing = [...shelf.index.articles()].filter(({ articleId, revision }) => has.get(articleId) !== revision)
    for (const batch of batches(missing)) {
      signal.throwIfAborted()
      if (!(await mayGoOn())) return 'left_to_another'
      for (const made of await embedBatch(batch, model, signal)) await vectors.put(made)
    }
    for (const each of stored) {
      const unpublished = shelf.index.get(each.articleId) === undefined
      if (each.model !== model || unpublished) await vectors.remove(each.model, each.articleId)
    }
    return 'complete'
  }

  /** Texts that stayed the same since the revision before keep their vectors. */
  async function embedBatch(batch: readonly Wanted[], model: string, signal: AbortSignal): Promise<ArticleVectors[]> {
    const before = await vectors.read(
      model,
      batch.map(({ article }) => article.articleId),
    )
    const known = new Map(before.flatMap((each) => each.vectors).map(({ hash, vector }) => [hash, vector]))
    for (const as of ['question', 'passage'] as const) {
      const texts = unknownTexts(batch, as, known)
      for (let at = 0; at < texts.length; at += BATCH) {
        const some = texts.slice(at, at + BATCH)
        const made = await embed({ texts: some.map(({ text }) => text), as, model }, signal)
        for (const [each, { hash }] of some.entries()) {
          const vector = made.vectors[each]
          if (vector) known.set(hash, vector)
        }
      }
    }
    return batch.map(({ article: { articleId, revision }, texts }) => {
      const hashes = [...new Set(texts.map(({ hash }) => hash))]
      const found = hashes.flatMap((hash) => {
        const vector = known.get(hash)
        return vector ? [{ hash, vector }] : []
      })
      return { model, articleId, revision, vectors: found }
    })
  }
}

interface Wanted {
  article: IndexedArticle
  texts: EmbeddedText[]
}

/** Whole articles, as many as make up a batch of texts. */
function* batches(articles: readonly IndexedArticle[]): Generator<Wanted[]> {
  let batch: Wanted[] = []
  let size = 0
  for (const article of articles) {
    const { names, passages } = embeddedTextsOf(article)
    batch.push({ article, texts: [...names, ...passages] })
    size += names.length + passages.length
    if (size >= BATCH) {
      yield batch
      batch = []
      size = 0
    }
  }
  if (batch.length > 0) yield batch
}

function unknownTexts(batch: readonly Wanted[], as: EmbeddedAs, known: ReadonlyMap<string, unknown>): EmbeddedText[] {
  const wanted = new Map<string, EmbeddedText>()
  for (const { texts } of batch)
    for (const text of texts) if (text.as === as && !known.has(text.hash)) wanted.set(text.hash, text)
  return [...wanted.values()]
}
