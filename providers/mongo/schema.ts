import { WarmlineError } from '../../domain/errors.ts'
import type { Collections } from './collections.ts'
import { isDuplicateKey } from './store-failure.ts'

/** One step of the schema. Several nodes may run it at once, and it may run again after a crash: it must not matter. */
export type Migration = (collections: Collections) => Promise<unknown>

/** Never changed once released; only added to. */
export const MIGRATIONS: readonly Migration[] = [makeIndexes, makeVectorIndex]

/** Indexes that a query names, so that the planner has no choice. */
export const BY_VERSION = 'by_version'
export const BY_KEY = 'by_key'

/** Every unique index of the log begins with `conversationId`, its shard key; rows shard on `_id`, which is that id. */
async function makeIndexes(collections: Collections): Promise<void> {
  const { commits, rows, deliveries, accounts, signInCodes, sessions, revisions } = collections
  await commits.createIndexes([
    { name: BY_VERSION, key: { conversationId: 1, version: 1 }, unique: true },
    // Every commit holds its own id among its keys: without one, two commits of a conversation would collide on "no key".
    { name: BY_KEY, key: { conversationId: 1, keys: 1 }, unique: true },
    { name: 'owed', key: { owedSince: 1 }, sparse: true },
    { name: 'by_time', key: { at: 1, _id: 1 } },
  ])
  await rows.createIndexes([
    { name: 'by_customer', key: { customerKey: 1, _id: 1 } },
    { name: 'waiting', key: { handoffState: 1, priority: 1, queuedAt: 1, _id: 1 } },
    { name: 'by_activity', key: { lastActivityAt: -1, _id: -1 } },
    { name: 'with_handoff', key: { hasHandoff: 1, lastActivityAt: -1, _id: -1 } },
    { name: 'claimed', key: { claimedBy: 1, lastActivityAt: -1, _id: -1 } },
    { name: 'due', key: { nextDueAt: 1, _id: 1 } },
  ])
  await deliveries.createIndexes([{ name: 'by_entry', key: { conversationId: 1, entryId: 1 }, unique: true }])
  await accounts.createIndexes([{ name: 'by_token', key: { tokenHash: 1 } }])
  await signInCodes.createIndexes([{ name: 'expired', key: { expiresAt: 1 } }])
  await sessions.createIndexes([{ name: 'expired', key: { expiresAt: 1 } }])
  await revisions.createIndexes([{ name: 'by_revision', key: { articleId: 1, revision: 1 }, unique: true }])
}

async function makeVectorIndex({ vectors }: Collections): Promise<void> {
  // With the revision, so that listing them reads no vector.
  await vectors.createIndexes([
    { name: 'by_article', key: { model: 1, articleId: 1 }, unique: true },
    { name: 'listed', key: { model: 1, articleId: 1, revision: 1 } },
  ])
}

/** Brings the schema up to date. Data of a newer release is refused. */
export async function migrate(collections: Collections, migrations: readonly Migration[] = MIGRATIONS): Promise<void> {
  const stored = await collections.schema.findOne({ _id: 'schema' })
  const from = stored?.version ?? 0
  if (from > migrations.length) {
    throw new WarmlineError('newer_data', undefined, { facts: { schema: from, known: migrations.length } })
  }
  for (const step of migrations.slice(from)) await step(collections)
  if (from < migrations.length) await raiseVersion(collections, migrations.length)
}

/** Never lowers it: a newer node may have been faster. */
async function raiseVersion({ schema }: Collections, version: number): Promise<void> {
  const raise = () => schema.updateOne({ _id: 'schema' }, { $max: { version } }, { upsert: true })
  try {
    await raise()
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    await raise()
  }
}
