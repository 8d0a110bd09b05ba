import type { StoreClock } from '../../conversation/ports.ts'
import type { SignInCodes } from '../../people/ports.ts'
import type { Collections } from './collections.ts'

export function createSignInCodes({ signInCodes }: Pick<Collections, 'signInCodes'>, clock: StoreClock): SignInCodes {
  return {
    put: async (code) => {
      await signInCodes.deleteMany({ expiresAt: { $lte: clock.now() } })
      await signInCodes.replaceOne({ _id: code.codeHash }, code, { upsert: true })
    },
    take: async (codeHash, now) => {
      const code = await signInCodes.findOneAndDelete({ _id: codeHash }, { projection: { _id: 0 } })
      return code && code.expiresAt > now ? code : undefined
    },
  }
}
