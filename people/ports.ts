export type Role = 'agent' | 'editor' | 'admin'

/** A person who may sign in. The token is kept hashed. */
export interface Account {
  accountId: string
  name: string
  roles: Role[]
  tokenHash: string
  createdAt: number
}

export interface Accounts {
  /** `conflict` when the id is taken. */
  add(account: Account): Promise<'ok' | 'conflict'>
  get(accountId: string): Promise<Account | undefined>
  byTokenHash(tokenHash: string): Promise<Account | undefined>
  list(): Promise<Account[]>
}

/** A single-use sign-in link. Codes and session ids are kept hashed. */
export interface SignInCode {
  codeHash: string
  accountId: string
  name: string
  roles: Role[]
  expiresAt: number
}

export interface SignInCodes {
  put(code: SignInCode): Promise<void>
  /** The code if it exists and has not expired, and never again: at most one caller gets it. */
  take(codeHash: string, now: number): Promise<SignInCode | undefined>
}

/** A signed-in browser. */
export interface Session {
  sessionHash: string
  accountId: string
  name: string
  roles: Role[]
  expiresAt: number
}

export interface Sessions {
  put(session: Session): Promise<void>
  get(sessionHash: string, now: number): Promise<Session | undefined>
  delete(sessionHash: string): Promise<void>
}

/** A place in an agent's capacity, held by one conversation. Reserved before the claim is appended. */
export interface Slot {
  slotId: string
  conversationId: string
  reservedAt: number
}

/** One document a human agent, changed by compare-and-set on `revision`. */
export interface Agent {
  agentId: string
  name: string
  presence: 'available' | 'away'
  /** Last heartbeat, store's clock. Older than 60 s counts as gone. */
  seenAt: number
  capacity: number
  slots: Slot[]
  /** 0 for an agent not stored yet. */
  revision: number
}

export interface Agents {
  get(agentId: string): Promise<Agent | undefined>
  /** Stores `agent` with revision + 1 if the stored revision is still `agent.revision` (0: if there is none). */
  compareAndSet(agent: Agent): Promise<'ok' | 'conflict'>
  list(): Promise<Agent[]>
}

/** Secrets made once and kept in the store, so that tokens survive restarts and nodes share them. */
export interface Secrets {
  /** Stores `candidate` if there is none of this name; answers what is stored. */
  getOrCreate(name: string, candidate: string): Promise<string>
}
