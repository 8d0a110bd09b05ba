import { blankPersonal } from '../domain/personal.ts'
import { type Commit, commitDocument } from './commit-document.ts'

/** The same commit without a person's words or identity: kinds, ids, times, versions, owners and ratings stay, so every figure does. */
export function blankCommit(commit: Commit): Commit {
  return blankPersonal(commitDocument, commit) as Commit
}
