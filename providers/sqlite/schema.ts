import type { DatabaseSyncInstance } from '@photostructure/sqlite'
import { WarmlineError } from '../../domain/errors.ts'
import { execute, prepare } from './statement.ts'

/** Each brings the schema one `user_version` further. Never changed once released; only added to. */
export const MIGRATIONS: readonly string[] = [
  `
  -- Each checksum is of its own row, see checksums.ts.
  -- The log. Never updated; only an erasure rewrites documents.
  CREATE TABLE commits (
    conversation_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    commit_id TEXT NOT NULL,
    document TEXT NOT NULL,
    checksum INTEGER NOT NULL,
    UNIQUE (conversation_id, version)
  );
  CREATE TABLE commit_keys (
    conversation_id TEXT NOT NULL,
    key TEXT NOT NULL,
    version INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (conversation_id, key)
  ) WITHOUT ROWID;
  -- What a commit owes, beside it: settling rewrites these few bytes and never the commit. No row: nothing is owed.
  CREATE TABLE owed_work (
    conversation_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    owed_since INTEGER NOT NULL,
    items TEXT NOT NULL,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (conversation_id, version)
  ) WITHOUT ROWID;
  CREATE INDEX owed_work_since ON owed_work (owed_since, conversation_id, version);

  CREATE TABLE conversation_rows (
    conversation_id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    customer_key TEXT NOT NULL,
    last_activity_at INTEGER NOT NULL,
    handoff_state TEXT,
    -- 0 urgent, 1 high, 2 normal, 3 low
    priority INTEGER,
    queued_at INTEGER,
    claimed_by TEXT,
    next_due_at INTEGER,
    document TEXT NOT NULL,
    checksum INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX rows_waiting ON conversation_rows (priority, queued_at) WHERE handoff_state = 'queued';
  CREATE INDEX rows_by_activity ON conversation_rows (last_activity_at);
  CREATE INDEX rows_with_handoff ON conversation_rows (last_activity_at) WHERE handoff_state IS NOT NULL;
  CREATE INDEX rows_claimed ON conversation_rows (claimed_by, last_activity_at) WHERE claimed_by IS NOT NULL;
  -- Finds every conversation of a customer who wants to be forgotten.
  CREATE INDEX rows_by_customer ON conversation_rows (customer_key);
  CREATE INDEX rows_due ON conversation_rows (next_due_at) WHERE next_due_at IS NOT NULL;

  CREATE TABLE leases (
    name TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    checksum INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE deliveries (
    conversation_id TEXT NOT NULL,
    entry_id TEXT NOT NULL,
    document TEXT NOT NULL,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (conversation_id, entry_id)
  ) WITHOUT ROWID;

  CREATE TABLE accounts (
    account_id TEXT PRIMARY KEY,
    token_hash TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    document TEXT NOT NULL,
    checksum INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX accounts_by_token ON accounts (token_hash);
  CREATE TABLE sign_in_codes (
    code_hash TEXT PRIMARY KEY,
    expires_at INTEGER NOT NULL,
    document TEXT NOT NULL,
    checksum INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX sign_in_codes_expired ON sign_in_codes (expires_at);
  CREATE TABLE sessions (
    session_hash TEXT PRIMARY KEY,
    expires_at INTEGER NOT NULL,
    document TEXT NOT NULL,
    checksum INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX sessions_expired ON sessions (expires_at);
  CREATE TABLE agents (
    agent_id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    document TEXT NOT NULL,
    checksum INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL, checksum INTEGER NOT NULL) WITHOUT ROWID;

  CREATE TABLE revisions (
    article_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    document TEXT NOT NULL,
    checksum INTEGER NOT NULL,
    UNIQUE (article_id, revision)
  );
  CREATE TABLE library (library_version INTEGER PRIMARY KEY, document TEXT NOT NULL, checksum INTEGER NOT NULL);
  `,
  `
  -- What a model made of the published articles. Can be made again.
  CREATE TABLE vectors (
    model TEXT NOT NULL,
    article_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    document TEXT NOT NULL,
    checksum INTEGER NOT NULL,
    UNIQUE (model, article_id)
  );
  -- Listing them must not read them.
  CREATE INDEX vectors_listed ON vectors (model, article_id, revision);
  `,
  `
  CREATE TABLE calibrations (version INTEGER PRIMARY KEY, document TEXT NOT NULL, checksum INTEGER NOT NULL);
  `,
]

/** With the version added, so that a damaged version is not taken for another release. ASCII: WL. */
const APPLICATION_ID = 0x574c_0000

/** Brings the schema up to date, in one transaction; several processes may do so at once. Data of a newer release is refused. */
export function migrate(db: DatabaseSyncInstance, migrations: readonly string[] = MIGRATIONS): void {
  if (versionOf(db) === migrations.length) return
  execute(db, 'BEGIN IMMEDIATE')
  try {
    const from = versionOf(db)
    if (from > migrations.length) {
      throw new WarmlineError('newer_data', undefined, { facts: { schema: from, known: migrations.length } })
    }
    for (const migration of migrations.slice(from)) execute(db, migration)
    execute(db, `PRAGMA user_version=${migrations.length}`)
    execute(db, `PRAGMA application_id=${APPLICATION_ID + migrations.length}`)
    execute(db, 'COMMIT')
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}

/** 0 before the first migration. Throws `damaged_data` when the file does not say the same twice. */
export function versionOf(db: DatabaseSyncInstance): number {
  const version = prepare<{ user_version: number }>(db, 'PRAGMA user_version').get()?.user_version ?? 0
  const id = prepare<{ application_id: number }>(db, 'PRAGMA application_id').get()?.application_id ?? 0
  if (id === (version === 0 ? 0 : APPLICATION_ID + version)) return version
  throw new WarmlineError('damaged_data', 'The database is damaged: its header is not ours.')
}
