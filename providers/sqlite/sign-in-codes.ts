import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import type { StoreClock } from '../../conversation/ports.ts'
import type { SignInCode, SignInCodes } from '../../people/ports.ts'
import type { GroupCommit } from './group-commit.ts'
import { prepare } from './statement.ts'

export function createSignInCodes(db: DatabaseSyncInstance, writes: GroupCommit, clock: StoreClock): SignInCodes {
  const removeExpired = prepare(db, 'DELETE FROM sign_in_codes WHERE expires_at <= ?')
  const insert = prepare(db, 'INSERT OR REPLACE INTO sign_in_codes (code_hash, expires_at, document) VALUES (?, ?, ?)')
  const remove = prepare<{ document: string }>(db, 'DELETE FROM sign_in_codes WHERE code_hash = ? RETURNING document')
  return {
    put: (code) =>
      writes.durable(() => {
        removeExpired.run(clock.now())
        insert.run(code.codeHash, code.expiresAt, JSON.stringify(code))
      }),
    take: (codeHash, now) =>
      writes.durable(() => {
        const taken = remove.get(codeHash)
        const code = taken && (JSON.parse(taken.document) as SignInCode)
        return code && code.expiresAt > now ? code : undefined
      }),
  }
}
