import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import type { Revision, Revisions } from '../../knowledge/ports.ts'
import { checksumOf, requireWhole } from './checksums.ts'
import type { GroupCommit } from './group-commit.ts'
import { prepare } from './statement.ts'

interface RevisionRow {
  article_id: string
  revision: number
  document: string
  checksum: number
}

const SELECT = 'SELECT article_id, revision, document, checksum FROM revisions'

export function createRevisions(db: DatabaseSyncInstance, writes: GroupCommit): Revisions {
  const insert = prepare(
    db,
    'INSERT INTO revisions (article_id, revision, document, checksum) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const get = prepare<RevisionRow>(db, `${SELECT} WHERE article_id = ? AND revision = ?`)
  const newest = prepare<RevisionRow>(
    db,
    `${SELECT} JOIN
       (SELECT article_id, max(revision) AS revision FROM revisions GROUP BY article_id) USING (article_id, revision)
     ORDER BY article_id`,
  )
  const ofArticle = prepare<RevisionRow>(db, `${SELECT} WHERE article_id = ? ORDER BY revision`)
  return {
    put: (revision) => {
      const document = JSON.stringify(revision)
      const checksum = checksumOf('revisions', revision.articleId, revision.revision, document)
      return writes.durable(() => (insert.run(revision.articleId, revision.revision, document, checksum) > 0 ? 'ok' : 'conflict'))
    },
    get: async (articleId, revision) => {
      const found = get.get(articleId, revision)
      return found && revisionOf(found)
    },
    newest: async () => newest.all().map(revisionOf),
    ofArticle: async (articleId) => ofArticle.all(articleId).map(revisionOf),
  }
}

function revisionOf(row: RevisionRow): Revision {
  requireWhole('revisions', row.checksum, row.article_id, row.revision, row.document)
  return JSON.parse(row.document) as Revision
}
