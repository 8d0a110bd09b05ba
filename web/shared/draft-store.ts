/** Unsent words by the key of where they were being written. They outlive a reload; a browser that forbids storage only forgets. */
export interface DraftStore {
  read(key: string): string
  write(key: string, text: string): void
}

export function createDraftStore(prefix: string, storage: Storage | undefined = browserStorage()): DraftStore {
  return {
    read: (key) => storage?.getItem(prefix + key) ?? '',
    write: (key, text) => {
      try {
        if (text === '') storage?.removeItem(prefix + key)
        else storage?.setItem(prefix + key, text)
      } catch {
        // The quota is full: the words stay in the box, only a reload would lose them.
      }
    },
  }
}

/** Undefined where the browser denies access to it (blocked cookies, sandboxed frames). */
export function browserStorage(): Storage | undefined {
  try {
    return window.localStorage
  } catch {
    return undefined
  }
}
