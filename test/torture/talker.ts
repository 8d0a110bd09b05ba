/** Somebody who says one message after the other, remembers what was acknowledged, and says the rest again under the same ids. */
export interface Talker {
  /** True when it was acknowledged. */
  say(base: string, id: string): Promise<boolean>
  /** Until a message is not acknowledged, or the load is over. */
  talk(base: string, load: { over: boolean }): Promise<void>
  /** As a client does; true when everything is acknowledged now. */
  sayAgainWhatWasNotAcknowledged(base: string): Promise<boolean>
  /** Resolves when that many more messages are acknowledged: the last one's turn is probably still under way. */
  acknowledged(more: number): Promise<void>
  readonly said: readonly string[]
  readonly heard: ReadonlySet<string>
}

/** Longer than any server may take to say no. Milliseconds. */
const PATIENCE_MS = 30_000

/** `post` sends the message of this id to the server at `base`. */
export function createTalker(name: string, post: (base: string, id: string, signal: AbortSignal) => Promise<Response>): Talker {
  const said: string[] = []
  const heard = new Set<string>()
  let told = (): void => undefined

  async function say(base: string, id: string): Promise<boolean> {
    try {
      const response = await post(base, id, AbortSignal.timeout(PATIENCE_MS))
      await response.arrayBuffer()
      if (response.ok) heard.add(id)
      told()
      return response.ok
    } catch {
      return false
    }
  }

  async function sayAgain(base: string): Promise<boolean> {
    for (const id of said) if (!heard.has(id) && !(await say(base, id))) return false
    return true
  }

  return {
    say,
    said,
    heard,
    async talk(base, load) {
      // Nobody says the next thing before the last one arrived.
      if (!(await sayAgain(base))) return
      while (!load.over) {
        const id = `${name}-${said.length}`
        said.push(id)
        if (!(await say(base, id))) return
      }
    },
    sayAgainWhatWasNotAcknowledged: sayAgain,
    acknowledged(more) {
      const enough = heard.size + more
      return new Promise((resolve) => {
        told = () => {
          if (heard.size >= enough) resolve()
        }
      })
    },
  }
}
