import type { SendOutcome } from '../deliver.ts'

/** Microsoft's list for Teams, with what any HTTP service may answer for a while. */
const PASSING = new Set([408, 412, 425, 429])

/** What an answer that is no 2xx means for the outbox. Its body is nobody's business here. */
export async function outcomeOfRefusal(response: Response): Promise<SendOutcome> {
  await response.body?.cancel()
  if (!PASSING.has(response.status) && response.status < 500) return { kind: 'give_up', code: `http_${response.status}` }
  const afterMs = retryAfterMs(response.headers.get('retry-after'), Date.parse(response.headers.get('date') ?? ''))
  return { kind: 'retry', ...(afterMs === undefined ? {} : { afterMs }) }
}

/** Seconds, or a date that is compared with the server's own. Milliseconds. */
export function retryAfterMs(header: string | null, serverNow: number): number | undefined {
  if (header === null) return undefined
  if (/^\d{1,6}$/.test(header.trim())) return Number(header) * 1000
  const wait = Date.parse(header) - serverNow
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined
}
