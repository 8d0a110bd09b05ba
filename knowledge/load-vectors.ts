import { setImmediate as immediate } from 'node:timers/promises'
import { embeddedTextsOf } from './embedded-texts.ts'
import { type PlacedVectors, VectorIndex } from './vector-index.ts'
import type { IndexedArticle } from './indexed-article.ts'
import type { ArticleVectors, Vectors } from './ports.ts'
import type { Shelf } from './shelf.ts'

/** Whether every published article has its vectors on the shelf. */
export type LoadVectors = () => Promise<'complete' | 'incomplete'>

/** A model serves once so much of the library has vectors, and goes on serving while at least that much has: the rest was published lately. */
const READY = 0.95
const STILL = 0.5
const AT_ONCE = 64

/** Puts on the shelf what the store has by now. A model takes over from another only as a whole: vectors of two are never mixed. */
export function createLoadVectors({ shelf, vectors }: { shelf: Shelf; vectors: Vectors }): LoadVectors {
  return async () => {
    const articles = [...shelf.index.articles()]
    const stored = new Map<string, Map<string, number>>()
    for (const { model, articleId, revision } of await vectors.list()) {
      const known = stored.get(model) ?? new Map<string, number>()
      stored.set(model, known.set(articleId, revision))
    }
    const model = chooseModel(articles, stored, shelf.vectors?.model)
    if (model === undefined) {
      shelf.vectors = undefined
      return articles.length === 0 ? 'complete' : 'incomplete'
    }
    const index = shelf.vectors?.model === model ? shelf.vectors : new VectorIndex(model)
    for (const articleId of [...index.articleIds]) if (!shelf.index.get(articleId)) index.remove(articleId)
    const ready = articles.filter(
      ({ articleId, revision }) => stored.get(model)?.get(articleId) === revision && !index.of(articleId, revision),
    )
    for (let at = 0; at < ready.length; at += AT_ONCE) await load(ready.slice(at, at + AT_ONCE), index)
    shelf.vectors = index
    await index.quicken(immediate)
    return articles.every(({ articleId, revision }) => index.of(articleId, revision)) ? 'complete' : 'incomplete'
  }

  async function load(articles: readonly IndexedArticle[], index: VectorIndex): Promise<void> {
    const found = await vectors.read(
      index.model,
      articles.map(({ articleId }) => articleId),
    )
    for (const each of found) {
      // Published anew or retired while they were read: the next round sees to it.
      const article = shelf.index.get(each.articleId)
      if (article?.revision !== each.revision) continue
      const placed = placedVectors(article, each)
      if (placed) index.put(article.articleId, placed)
      // Another release cut the article otherwise; it is made again.
      else await vectors.remove(each.model, each.articleId)
    }
  }
}

/** The one that serves stays while the store keeps it: whoever makes another removes it as soon as the other is complete. */
function chooseModel(
  articles: readonly IndexedArticle[],
  stored: ReadonlyMap<string, ReadonlyMap<string, number>>,
  serving: string | undefined,
): string | undefined {
  const share = (model: string): number =>
    articles.filter(({ articleId }) => stored.get(model)?.has(articleId)).length / Math.max(1, articles.length)
  if (serving !== undefined && share(serving) >= STILL) return serving
  return [...stored.keys()].find((model) => share(model) >= READY)
}

/** Each vector in the place of its text; undefined when a text has none. */
function placedVectors(article: IndexedArticle, { revision, vectors }: ArticleVectors): PlacedVectors | undefined {
  const byHash = new Map(vectors.map(({ hash, vector }) => [hash, vector]))
  const { names, passages } = embeddedTextsOf(article)
  const [ofNames = [], ofPassages = []] = [names, passages].map((texts) => texts.flatMap(({ hash }) => byHash.get(hash) ?? []))
  const whole = ofNames.length === names.length && ofPassages.length === passages.length
  return whole ? { revision, language: article.language, names: ofNames, passages: ofPassages } : undefined
}
