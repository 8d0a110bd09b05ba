import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import type { StoreClock } from '../../conversation/ports.ts'
import type { SignInCode, SignInCodes } from '../../people/ports.ts'
import { checksumOf, requireWhole } from './checksums.ts'
import type { GroupCommit } from './group-commit.ts'
import { prepare } from './statement.ts'

export function createSignInCodes(db: DatabaseSyncInstance, writes: GroupCommit, clock: StoreClock): SignInCodes {
  const removeExpired = prepare(db, 'DELETE FROM sign_in_codes WHERE expires_at <= ?')
  const insert = prepare(
    db,
    'INSERT OR REPLACE INTO sign_in_codes (code_hash, expires_at, document, checksum) VALUES (?, ?, ?, ?)',
  )
  const remove = prepare<{ document: string; checksum: number }>(
    db,
    'DELETE FROM sign_in_codes WHERE code_hash = ? RETURNING document, checksum',
  )
  return {
    put: (code) =>
      writes.durable(() => {
        removeExpired.run(clock.now())
        const document = JSON.stringify(code)
        insert.run(code.codeHash, code.expiresAt, document, checksumOf('sign_in_codes', code.codeHash, document))
      }),
    take: (codeHash, now) =>
      writes.durable(() => {
        const taken = remove.get(codeHash)
        if (!taken) return undefined
        requireWhole('sign_in_codes', taken.checksum, codeHash, taken.document)
        const code = JSON.parse(taken.document) as SignInCode
        return code.expiresAt > now ? code : undefined
      }),
  }
}
