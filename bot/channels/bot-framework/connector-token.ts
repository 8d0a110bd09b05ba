import { z } from 'zod'
import type { Clock } from '../../../domain/clock.ts'

export interface ConnectorTokenDeps {
  appId: string
  password: string
  /** Tenant of a single-tenant bot. */
  tenantId?: string | undefined
  fetch: typeof fetch
  clock: Clock
  /** Where tokens are given out; Microsoft's unless told otherwise. */
  loginUrl?: string
}

/** A token to send with, asked for once and kept until shortly before it expires. Throws when none is to be had. */
export type GetConnectorToken = (signal: AbortSignal) => Promise<string>

const EARLY_MS = 5 * 60_000
const answer = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number() })

export function createConnectorToken(deps: ConnectorTokenDeps): GetConnectorToken {
  const { appId, password, tenantId = 'botframework.com', loginUrl = 'https://login.microsoftonline.com' } = deps
  let kept: { token: string; until: number } | undefined
  let asking: Promise<string> | undefined

  async function ask(signal: AbortSignal): Promise<string> {
    const response = await deps.fetch(`${loginUrl}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: appId,
        client_secret: password,
        scope: 'https://api.botframework.com/.default',
      }),
      signal,
    })
    if (!response.ok) throw new Error(`No token to send with: ${response.status}`)
    const { access_token, expires_in } = answer.parse(await response.json())
    kept = { token: access_token, until: deps.clock.now() + expires_in * 1000 - EARLY_MS }
    return access_token
  }

  return (signal) => {
    if (kept && deps.clock.now() < kept.until) return Promise.resolve(kept.token)
    asking ??= ask(signal).finally(() => (asking = undefined))
    return asking
  }
}
