import type { Clock } from '../../../domain/clock.ts'
import type { SendOutcome } from '../../deliver.ts'
import { outcomeOfRefusal } from '../send-outcome.ts'
import { signatureOf } from './signature.ts'

/** Where signed messages go, and the secret both sides know. Only ever what the operator configured. */
export interface SignedAddress {
  url: string
  secret: string
}

export interface PostSignedDeps {
  address: SignedAddress
  fetch: typeof fetch
  clock: Clock
}

const TIMEOUT_MS = 15_000

/**
 * One POST, signed for this attempt. No redirect is followed and no answer is read: what counts is its status. When no answer came it
 * is simply sent again, for the receiver knows the id.
 */
export async function postSigned(
  { address, fetch, clock }: PostSignedDeps,
  { id, body }: { id: string; body: string },
  signal: AbortSignal,
): Promise<SendOutcome> {
  const timestamp = Math.floor(clock.now() / 1000)
  try {
    const response = await fetch(address.url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signatureOf({ id, timestamp, body }, address.secret),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    })
    if (!response.ok) return await outcomeOfRefusal(response)
    await response.body?.cancel()
    return { kind: 'sent', channelActivityId: null }
  } catch {
    return { kind: 'retry' }
  }
}
