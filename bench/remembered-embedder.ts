import { join } from 'node:path'
import { createOpenAiEmbedder } from '../providers/openai/embedder.ts'
import { readMemory, remember } from './distil-vectors/embed.ts'
import type { Embedder } from '../knowledge/ports.ts'

/** So many texts are kept at a time: a run that is stopped loses no more. */
const AT_A_TIME = 32

/**
 * The product's own embedder with a memory on disk: the second run asks nothing. Undefined where no endpoint is set. The memory belongs to
 * the model's name; delete it when another model answers to that name.
 */
export function rememberedEmbedder(environment: Record<string, string | undefined>): Embedder | undefined {
  const { EMBEDDINGS_BASE_URL: baseUrl, EMBEDDINGS_API_KEY: apiKey, EMBEDDINGS_MODEL: model } = environment
  if (baseUrl === undefined || baseUrl === '') return undefined
  if (model === undefined || model === '') throw new Error('EMBEDDINGS_MODEL is missing')
  const endpoint = createOpenAiEmbedder({ baseUrl, apiKey, model })
  const memory = join('.cache', 'embeddings', `${model.replaceAll(/[^\w.-]+/g, '_')}.tsv`)
  const known = readMemory(memory)
  return {
    async embed({ texts, as }, signal) {
      const keys = texts.map((text) => `${as}: ${text}`)
      const missing = [...new Set(texts)].filter((text) => !known.has(`${as}: ${text}`))
      for (let at = 0; at < missing.length; at += AT_A_TIME) {
        const batch = missing.slice(at, at + AT_A_TIME)
        const { vectors } = await endpoint.embed({ texts: batch, as }, signal)
        const batchKeys = batch.map((text) => `${as}: ${text}`)
        remember(memory, batchKeys, vectors)
        for (const [each, key] of batchKeys.entries()) known.set(key, vectors[each] ?? new Float32Array())
      }
      return { model, vectors: keys.map((key) => known.get(key) ?? new Float32Array()) }
    },
  }
}
