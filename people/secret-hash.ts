import { createHash } from 'node:crypto'

/**
 * How codes, session ids and bearer tokens are kept. They carry 128 random bits or more, so a plain hash is enough; and since they are
 * found by their hash, the time of a look-up tells nothing about the secret itself.
 */
export function secretHash(kind: 'code' | 'session' | 'token', secret: string): string {
  return createHash('sha256').update(`${kind}:${secret}`).digest('base64url')
}
