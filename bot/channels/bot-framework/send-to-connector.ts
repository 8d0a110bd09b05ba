import { z } from 'zod'
import type { Address } from '../../../domain/events.ts'
import type { SendOutcome } from '../../deliver.ts'
import { outcomeOfRefusal } from '../send-outcome.ts'
import type { GetConnectorToken } from './connector-token.ts'

export interface ConnectorSend {
  address: Address
  activity: Record<string, unknown>
  fetch: typeof fetch
  /** Undefined where the other side wants no token: an emulator on this machine. */
  getToken: GetConnectorToken | undefined
  signal: AbortSignal
}

const TIMEOUT_MS = 15_000
const answer = z.object({ id: z.string().nullish() })

/**
 * One POST, never repeated here: botbuilder's connector client sends again by itself after a reset, which doubles what had arrived.
 * Whether to try again is the outbox's to decide.
 */
export async function sendToConnector({ address, activity, fetch, getToken, signal }: ConnectorSend): Promise<SendOutcome> {
  const url = activitiesUrl(address)
  if (url === undefined) return { kind: 'give_up', code: 'no_address' }
  const within = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)])
  let token: string | undefined
  try {
    token = await getToken?.(within)
  } catch {
    return { kind: 'retry' }
  }
  if (signal.aborted) return { kind: 'retry' }
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }) },
      body: JSON.stringify(activity),
      redirect: 'manual',
      signal: within,
    })
    return await outcomeOf(response)
  } catch (error) {
    return neverLeft(error) ? { kind: 'retry' } : { kind: 'unknown' }
  }
}

/** Nobody was reached, so nothing can have arrived; after any other failure it may have. */
const UNREACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'])

function neverLeft(error: unknown): boolean {
  const code = ((error as { cause?: { code?: unknown } } | undefined)?.cause ?? {}).code
  return typeof code === 'string' && UNREACHED.has(code)
}

function activitiesUrl({ serviceUrl, conversation }: Address): string | undefined {
  const id = conversation?.['id']
  if (serviceUrl === undefined || typeof id !== 'string' || !URL.canParse(serviceUrl)) return undefined
  return `${serviceUrl.replace(/\/$/, '')}/v3/conversations/${encodeURIComponent(id)}/activities`
}

async function outcomeOf(response: Response): Promise<SendOutcome> {
  if (!response.ok) return outcomeOfRefusal(response)
  // It arrived; an answer that cannot be read must not send it twice.
  const body = answer.safeParse(await response.json().catch(() => undefined))
  return { kind: 'sent', channelActivityId: body.data?.id ?? null }
}
