import { errors, jwtVerify } from 'jose'
import type { Clock } from '../../../domain/clock.ts'
import type { FindSigningKey, SigningKey } from './signing-keys.ts'

export interface AuthenticateDeps {
  /** The Azure bot's app id. Without one nobody is let in, save by the development flag. */
  appId?: string | undefined
  findKey: FindSigningKey
  clock: Clock
  /** Development only: whoever calls from this very machine needs no token. */
  allowUnauthenticatedLoopback: boolean
  /** Told why the key server could not be asked; the caller is not. */
  report: (error: unknown) => void
}

export interface Presented {
  authorization: string | undefined
  /** A loopback peer with nobody in between (peer.ts). */
  loopback: boolean
  /** The body as it came: nothing in it is believed before this check. */
  activity: unknown
}

/** `unproven`: no valid token. `mismatched`: a real token, for another channel or another address; or nobody could check it. */
export type Authenticity = 'authentic' | 'unproven' | 'mismatched'

const ISSUER = 'https://api.botframework.com'
const CLOCK_SKEW_SECONDS = 300
const ALGORITHMS = ['RS256', 'RS384', 'RS512']

/**
 * Bot Framework's own rules (learn.microsoft.com, "Authentication with the Bot Connector API"): signed by a key that is endorsed for
 * the activity's channel, issued by Bot Framework to this bot, and bound to the address the activity names. botbuilder's check lets
 * an empty channelId or serviceUrl through and answers 500 when the key server is gone, so this is ours. Fails closed.
 */
export function createAuthenticate(deps: AuthenticateDeps): (presented: Presented) => Promise<Authenticity> {
  return async ({ authorization, loopback, activity }) => {
    if (authorization === undefined && deps.allowUnauthenticatedLoopback && loopback) return 'authentic'
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1]
    if (token === undefined || !deps.appId) return 'unproven'
    const verified = await verify(token, deps.appId, deps)
    return typeof verified === 'string' ? verified : bound(verified, activity)
  }
}

interface Verified {
  signedBy: SigningKey
  serviceUrl: unknown
}

async function verify(
  token: string,
  appId: string,
  { findKey, clock, report }: AuthenticateDeps,
): Promise<Verified | Authenticity> {
  let signedBy: SigningKey | undefined
  let unreachable: unknown
  try {
    const { payload } = await jwtVerify(
      token,
      async ({ kid }) => {
        signedBy = await findKey(kid ?? '').catch((error: unknown) => {
          unreachable = error
          return undefined
        })
        if (!signedBy) throw new errors.JWKSNoMatchingKey()
        return signedBy.key
      },
      {
        algorithms: ALGORITHMS,
        issuer: ISSUER,
        audience: appId,
        clockTolerance: CLOCK_SKEW_SECONDS,
        requiredClaims: ['exp'],
        currentDate: new Date(clock.now()),
      },
    )
    return signedBy ? { signedBy, serviceUrl: payload['serviceurl'] ?? payload['serviceUrl'] } : 'unproven'
  } catch {
    if (unreachable === undefined) return 'unproven'
    report(unreachable)
    return 'mismatched'
  }
}

/** The token must speak for this channel and this address, or a bot of one channel could be made to answer into another. */
function bound({ signedBy, serviceUrl }: Verified, activity: unknown): Authenticity {
  const { channelId, serviceUrl: named } = (activity ?? {}) as { channelId?: unknown; serviceUrl?: unknown }
  if (typeof channelId !== 'string' || !signedBy.endorsements.includes(channelId)) return 'mismatched'
  if (typeof named !== 'string' || named === '' || typeof serviceUrl !== 'string') return 'mismatched'
  return withoutSlash(serviceUrl) === withoutSlash(named) ? 'authentic' : 'mismatched'
}

function withoutSlash(url: string): string {
  return url.replace(/\/$/, '')
}
