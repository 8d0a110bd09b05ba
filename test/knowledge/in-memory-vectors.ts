import { WarmlineError } from '../../domain/errors.ts'
import type { ArticleVectors, Embedded, Embedder, EmbedRequest, Vectors } from '../../knowledge/ports.ts'
import { wordsOf } from '../providers/openai/fake-embeddings.ts'

/** The port in memory, for tests that are about embeddings and not about storage. */
export class InMemoryVectors implements Vectors {
  readonly kept = new Map<string, ArticleVectors>()

  async put(vectors: ArticleVectors): Promise<void> {
    this.kept.set(`${vectors.model} ${vectors.articleId}`, vectors)
  }

  async read(model: string, articleIds: readonly string[]): Promise<ArticleVectors[]> {
    return [...this.kept.values()].filter((each) => each.model === model && articleIds.includes(each.articleId))
  }

  async list(): Promise<Pick<ArticleVectors, 'model' | 'articleId' | 'revision'>[]> {
    return [...this.kept.values()].map(({ model, articleId, revision }) => ({ model, articleId, revision }))
  }

  async remove(model: string, articleId: string): Promise<void> {
    this.kept.delete(`${model} ${articleId}`)
  }
}

/** Words and those that mean the same, whatever the language: what a real model knows, a handful of it. */
const MEANING_THE_SAME: Readonly<Record<string, string>> = {
  zurückschicken: 'return',
  artikel: 'item',
  passwort: 'password',
  vergessen: 'forgot',
  kaputt: 'damaged',
}

/** An endpoint that can be told to fail. */
export class HandEmbedder implements Embedder {
  readonly requests: EmbedRequest[] = []
  model = 'first'
  /** Before it answers; throws for a failure. */
  meanwhile: (request: EmbedRequest, signal: AbortSignal) => Promise<void> | void = () => undefined

  async embed(request: EmbedRequest, signal: AbortSignal): Promise<Embedded> {
    this.requests.push(request)
    await this.meanwhile(request, signal)
    const model = request.model ?? this.model
    return { model, vectors: request.texts.map((text) => unit(wordsOf(translated(text), model === 'first' ? 96 : 128))) }
  }

  get texts(): string[] {
    return this.requests.flatMap(({ texts }) => texts).filter((text) => text !== 'hello')
  }
}

export function failing(): never {
  throw new WarmlineError('provider_failed', 'It is gone.')
}

function translated(text: string): string {
  return text.toLowerCase().replace(/\p{L}+/gu, (word) => MEANING_THE_SAME[word] ?? word)
}

function unit(raw: readonly number[]): Float32Array {
  const length = Math.hypot(...raw)
  return Float32Array.from(raw, (value) => value / length)
}
