import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import type { Revision, Revisions } from '../../knowledge/ports.ts'
import type { GroupCommit } from './group-commit.ts'
import { prepare } from './statement.ts'

interface DocumentRow {
  document: string
}

export function createRevisions(db: DatabaseSyncInstance, writes: GroupCommit): Revisions {
  const insert = prepare(db, 'INSERT INTO revisions (article_id, revision, document) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
  const get = prepare<DocumentRow>(db, 'SELECT document FROM revisions WHERE article_id = ? AND revision = ?')
  const newest = prepare<DocumentRow>(
    db,
    `SELECT document FROM revisions JOIN
       (SELECT article_id, max(revision) AS revision FROM revisions GROUP BY article_id) USING (article_id, revision)
     ORDER BY article_id`,
  )
  const ofArticle = prepare<DocumentRow>(db, 'SELECT document FROM revisions WHERE article_id = ? ORDER BY revision')
  return {
    put: (revision) =>
      writes.durable(() => (insert.run(revision.articleId, revision.revision, JSON.stringify(revision)) > 0 ? 'ok' : 'conflict')),
    get: async (articleId, revision) => {
      const found = get.get(articleId, revision)
      return found && revisionOf(found)
    },
    newest: async () => newest.all().map(revisionOf),
    ofArticle: async (articleId) => ofArticle.all(articleId).map(revisionOf),
  }
}

function revisionOf({ document }: DocumentRow): Revision {
  return JSON.parse(document) as Revision
}
