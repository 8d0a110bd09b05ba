import type { Clock } from '../../domain/clock.ts'

/** The ports a suite asks for, on a store with nothing in it. */
export type Opened<Ports> = Ports & {
  /** Resolves when nothing that was acknowledged is still being worked on; a store that has no such work leaves it out. */
  idle?(): Promise<void>
  close(): Promise<void>
}

/** Opens an empty store whose time is `clock`. */
export type Open<Ports> = (clock: Clock) => Promise<Opened<Ports>>

/** Time that moves only by hand. Milliseconds. */
export class HandClock implements Clock {
  time = 1_700_000_000_000

  now(): number {
    return this.time
  }

  pass(ms: number): void {
    this.time += ms
  }
}
