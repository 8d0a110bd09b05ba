import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Standard Webhooks 1.0 (https://www.standardwebhooks.com), symmetric: `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`, with
 * the bytes that follow `whsec_` in the secret as the key.
 */
export interface SignedMessage {
  id: string
  /** Seconds since 1970. */
  timestamp: number
  body: string
}

/** As they came: any of them may be missing or nonsense. */
export interface PresentedSignature {
  id: string | undefined
  timestamp: string | undefined
  signature: string | undefined
}

const PREFIX = 'whsec_'
/** The specification's bounds of a key. Bytes. */
const KEY_BYTES = { least: 24, most: 64 }
/** A message of another time is somebody's recording. Both ways, for clocks differ. */
const TOLERANCE_SECONDS = 300

/** One secret, or while it is being changed the new one, a space and the old one. */
export function isSigningSecret(secret: string): boolean {
  const secrets = secret.split(' ')
  return secrets.length <= 2 && secrets.every(isOneSecret)
}

function isOneSecret(secret: string): boolean {
  const { length } = keyOf(secret)
  const canonical = PREFIX + keyOf(secret).toString('base64')
  return secret === canonical && length >= KEY_BYTES.least && length <= KEY_BYTES.most
}

/** One signature for each secret, separated by spaces: the receiver takes whichever it knows. */
export function signatureOf({ id, timestamp, body }: SignedMessage, secret: string): string {
  const sign = (one: string): string => createHmac('sha256', keyOf(one)).update(`${id}.${timestamp}.${body}`).digest('base64')
  return secret
    .split(' ')
    .map((one) => `v1,${sign(one)}`)
    .join(' ')
}

/** True when one of the signatures presented is one of ours and of now. `now` in milliseconds. */
export function isSigned({ id, timestamp, signature }: PresentedSignature, body: string, secret: string, now: number): boolean {
  if (!id || !signature || !/^\d{1,12}$/.test(timestamp ?? '')) return false
  const at = Number(timestamp)
  if (Math.abs(now / 1000 - at) > TOLERANCE_SECONDS) return false
  const expected = signatureOf({ id, timestamp: at, body }, secret).split(' ')
  return signature.split(' ').some((one) => expected.some((ours) => isSame(one, ours)))
}

function keyOf(secret: string): Buffer {
  return Buffer.from(secret.slice(PREFIX.length), 'base64')
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
