import { browserStorage } from '../shared/draft-store.ts'

/** What a browser keeps of its conversation, so that it goes on after a reload, next morning and in a second tab. */
export interface Keepsake {
  credentials?: Credentials | undefined
  /** The last activity that was on screen: what came after it is unread. */
  seen?: string
  /** Whether the customer left the panel open or closed. */
  open?: boolean
}

export interface Credentials {
  conversationId: string
  token: string
}

export interface KeepsakeStore {
  read(): Keepsake
  write(change: Keepsake): void
}

export function createKeepsakeStore(origin: string, storage = browserStorage()): KeepsakeStore {
  const key = `warmline:${origin}`
  let inMemory: Keepsake = {}
  const read = (): Keepsake => {
    const stored = storage?.getItem(key)
    if (stored === null || stored === undefined) return inMemory
    try {
      return JSON.parse(stored) as Keepsake
    } catch {
      return inMemory
    }
  }
  return {
    read,
    write: (change) => {
      inMemory = { ...read(), ...change }
      try {
        storage?.setItem(key, JSON.stringify(inMemory))
      } catch {
        // Full or forbidden: this page goes on from memory, the next one starts anew.
      }
    },
  }
}
