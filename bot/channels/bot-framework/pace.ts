import type { Address } from '../../../domain/events.ts'
import type { Clock } from '../../../domain/clock.ts'
import type { Send } from '../../deliver.ts'
import { createRateLimit, type Rate, type RateLimit } from '../../rate-limit.ts'

/** What Teams takes from one bot before it answers 429: about 7 sends a second in a thread and 30 requests a second in a tenant. */
const A_THREAD: Rate = { burst: 7, perMinute: 7 * 60 }
const A_TENANT: Rate = { burst: 30, perMinute: 30 * 60 }

/**
 * Holds sends to Teams back before Teams refuses them. What must wait goes back to the outbox, which looks again whether it may still
 * be said. Counted per node: several nodes together may go over, and are told so by Teams.
 */
export function pacedForTeams(send: Send, clock: Clock): Send {
  const threads = createRateLimit(A_THREAD, clock)
  const tenants = createRateLimit(A_TENANT, clock)
  return async (commit, entry, signal) => {
    const { channel, address } = commit.state
    const afterMs =
      channel === 'msteams' && address ? waitFor(threads, threadOf(address)) || waitFor(tenants, tenantOf(address)) : 0
    return afterMs > 0 ? { kind: 'retry', afterMs } : send(commit, entry, signal)
  }
}

/** Milliseconds until there is room; 0 when there was, and it is taken. */
function waitFor(limit: RateLimit, key: string): number {
  const outcome = limit.take(key)
  return outcome.kind === 'taken' ? 0 : outcome.retryAfterSeconds * 1000
}

function threadOf({ serviceUrl, conversation }: Address): string {
  return `${serviceUrl ?? ''} ${textOf(conversation?.['id'])}`
}

/** Where the channel names none, the region's address stands for it. */
function tenantOf({ serviceUrl, conversation }: Address): string {
  return textOf(conversation?.['tenantId']) || (serviceUrl ?? '')
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
