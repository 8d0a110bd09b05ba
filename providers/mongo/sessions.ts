import type { StoreClock } from '../../conversation/ports.ts'
import type { Sessions } from '../../people/ports.ts'
import type { Collections } from './collections.ts'

export function createSessions({ sessions }: Pick<Collections, 'sessions'>, clock: StoreClock): Sessions {
  return {
    put: async (session) => {
      await sessions.deleteMany({ expiresAt: { $lte: clock.now() } })
      await sessions.replaceOne({ _id: session.sessionHash }, session, { upsert: true })
    },
    get: async (sessionHash, now) =>
      (await sessions.findOne({ _id: sessionHash, expiresAt: { $gt: now } }, { projection: { _id: 0 } })) ?? undefined,
    delete: async (sessionHash) => {
      await sessions.deleteOne({ _id: sessionHash })
    },
  }
}
