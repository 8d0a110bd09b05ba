import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import type { ArticleVectors, Vectors } from '../../knowledge/ports.ts'
import { checksumOf, requireWhole } from './checksums.ts'
import type { GroupCommit } from './group-commit.ts'
import { prepare } from './statement.ts'

interface VectorsRow {
  model: string
  article_id: string
  revision: number
  document: string
  checksum: number
}

/** `lazy`: what a lost second took with it is made again. */
export function createVectors(db: DatabaseSyncInstance, writes: GroupCommit): Vectors {
  const put = prepare(
    db,
    'INSERT OR REPLACE INTO vectors (model, article_id, revision, document, checksum) VALUES (?, ?, ?, ?, ?)',
  )
  const get = prepare<VectorsRow>(db, 'SELECT * FROM vectors WHERE model = ? AND article_id = ?')
  const list = prepare<VectorsRow>(db, 'SELECT model, article_id, revision FROM vectors INDEXED BY vectors_listed')
  const remove = prepare(db, 'DELETE FROM vectors WHERE model = ? AND article_id = ?')
  return {
    put: async ({ model, articleId, revision, vectors }) => {
      const document = JSON.stringify(vectors.map(({ hash, vector }) => [hash, base64(vector)]))
      const checksum = checksumOf('vectors', model, articleId, revision, document)
      await writes.lazy(() => put.run(model, articleId, revision, document, checksum))
    },
    read: async (model, articleIds) =>
      articleIds.flatMap((articleId) => {
        const found = get.get(model, articleId)
        return found ? [vectorsOf(found)] : []
      }),
    list: async () => list.all().map(({ model, article_id, revision }) => ({ model, articleId: article_id, revision })),
    remove: async (model, articleId) => {
      await writes.lazy(() => remove.run(model, articleId))
    },
  }
}

function vectorsOf({ model, article_id: articleId, revision, document, checksum }: VectorsRow): ArticleVectors {
  requireWhole('vectors', checksum, model, articleId, revision, document)
  const pairs = JSON.parse(document) as [hash: string, vector: string][]
  return { model, articleId, revision, vectors: pairs.map(([hash, vector]) => ({ hash, vector: floats(vector) })) }
}

/** In the byte order of every processor we run on: little-endian. */
function base64({ buffer, byteOffset, byteLength }: Float32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64')
}

/** Copied, because floats must begin at a multiple of four bytes. */
function floats(text: string): Float32Array {
  return new Float32Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer)
}
