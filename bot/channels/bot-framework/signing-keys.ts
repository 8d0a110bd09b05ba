import { createPublicKey, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import type { Clock } from '../../../domain/clock.ts'

/** A key that Bot Framework signs with, and the channels it may speak for. */
export interface SigningKey {
  key: KeyObject
  endorsements: readonly string[]
}

/** Undefined when there is no such key; throws when nobody can say. */
export type FindSigningKey = (keyId: string) => Promise<SigningKey | undefined>

export interface SigningKeysDeps {
  /** Where Bot Framework publishes its OpenID metadata. */
  metadataUrl: string
  fetch: typeof fetch
  clock: Clock
}

/** Microsoft asks for a look once a day, and sooner for a key one does not know. */
const FRESH_MS = 24 * 3600_000
/** Whoever makes up key ids shall not make us ask without end. */
const PAUSE_MS = 60_000
/** Nor shall a server that is gone keep every request waiting for it. */
const FAILURE_PAUSE_MS = 5_000
const TIMEOUT_MS = 5_000

const metadata = z.object({ jwks_uri: z.url() })
const jwks = z.object({
  keys: z.array(z.looseObject({ kid: z.string(), kty: z.string(), endorsements: z.array(z.string()).default([]) })),
})

/**
 * Bot Framework's keys by their id. Our own and not jose's remote set, since only the raw key tells its endorsements. Keys known once
 * stay in use when the key server cannot be reached.
 */
export function createSigningKeys({ metadataUrl, fetch, clock }: SigningKeysDeps): FindSigningKey {
  let known: ReadonlyMap<string, SigningKey> | undefined
  let readAt = -Infinity
  let askedAt = -Infinity
  let asking: Promise<void> | undefined
  let failure: Error | undefined

  async function ask(): Promise<void> {
    askedAt = clock.now()
    try {
      const { jwks_uri } = metadata.parse(await getJson(metadataUrl))
      known = importKeys(jwks.parse(await getJson(jwks_uri)))
      readAt = clock.now()
      failure = undefined
    } catch (error) {
      failure = new Error('The keys of Bot Framework could not be read.', { cause: error })
    }
  }

  async function getJson(url: string): Promise<unknown> {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) })
    if (!response.ok) throw new Error(`The key server answered ${response.status}.`)
    return response.json()
  }

  function askAgain(): Promise<void> {
    asking ??= ask().finally(() => (asking = undefined))
    return asking
  }

  return async (keyId) => {
    const found = known?.get(keyId)
    const now = clock.now()
    if (found && now - readAt < FRESH_MS) return found
    if (asking || now - askedAt >= (failure ? FAILURE_PAUSE_MS : PAUSE_MS)) await askAgain()
    if (failure && !known) throw failure
    return known?.get(keyId)
  }
}

function importKeys({ keys }: z.infer<typeof jwks>): ReadonlyMap<string, SigningKey> {
  const usable = keys.filter(({ kty }) => kty === 'RSA')
  return new Map(
    usable.map((jwk) => [jwk.kid, { key: createPublicKey({ key: jwk, format: 'jwk' }), endorsements: jwk.endorsements }]),
  )
}
