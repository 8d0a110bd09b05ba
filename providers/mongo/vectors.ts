import { Binary } from 'mongodb'
import type { Vectors } from '../../knowledge/ports.ts'
import type { Collections } from './collections.ts'
import { isDuplicateKey } from './store-failure.ts'

export function createVectors({ vectors: collection }: Pick<Collections, 'vectors'>): Vectors {
  return {
    put: async ({ model, articleId, revision, vectors }) => {
      const record = {
        model,
        articleId,
        revision,
        vectors: vectors.map(({ hash, vector }) => ({ hash, floats: binaryOf(vector) })),
      }
      const replace = () => collection.replaceOne({ model, articleId }, record, { upsert: true })
      try {
        await replace()
      } catch (error) {
        // Two nodes made the first one at once.
        if (!isDuplicateKey(error)) throw error
        await replace()
      }
    },
    read: async (model, articleIds) => {
      const found = await collection.find({ model, articleId: { $in: [...articleIds] } }).toArray()
      return found.map(({ articleId, revision, vectors }) => ({
        model,
        articleId,
        revision,
        vectors: vectors.map(({ hash, floats }) => ({ hash, vector: vectorOf(floats) })),
      }))
    },
    list: () => collection.find({}, { projection: { _id: 0, model: 1, articleId: 1, revision: 1 } }).toArray(),
    remove: async (model, articleId) => {
      await collection.deleteOne({ model, articleId })
    },
  }
}

/** In the byte order of every processor we run on: little-endian. */
function binaryOf({ buffer, byteOffset, byteLength }: Float32Array): Binary {
  return new Binary(Buffer.from(buffer, byteOffset, byteLength))
}

/** Copied, because floats must begin at a multiple of four bytes. */
function vectorOf({ buffer, position }: Binary): Float32Array {
  return new Float32Array(Uint8Array.from(buffer.subarray(0, position)).buffer)
}
