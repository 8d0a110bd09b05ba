import { createDraftStore } from '../shared/draft-store.ts'
import type { Fields } from './fields.ts'

/** Text that is not saved yet, with the revision it was written on. It survives a reload, a crash and an expired session. */
export interface LocalDraft {
  fields: Fields
  basedOn: number
}

export interface LocalDrafts {
  read(articleId: string): LocalDraft | undefined
  write(articleId: string, draft: LocalDraft | undefined): void
}

export function createLocalDrafts(accountId: string): LocalDrafts {
  const drafts = createDraftStore(`warmline:editor:${accountId}:`)
  return {
    read(articleId) {
      const stored = drafts.read(articleId)
      return stored === '' ? undefined : (JSON.parse(stored) as LocalDraft)
    },
    write: (articleId, draft) => drafts.write(articleId, draft === undefined ? '' : JSON.stringify(draft)),
  }
}
