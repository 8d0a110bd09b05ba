import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Commit } from '../conversation/ports.ts'
import type { ConversationEvent } from '../domain/events.ts'
import type { DeskOutlook } from '../handoff/outlook.ts'

export interface MetricsDeps {
  /** Asked when somebody collects, so that a gauge is never stale. */
  outlook: () => Promise<DeskOutlook>
  openSockets: () => number
}

export type Metrics = ReturnType<typeof createMetrics>

/** Buckets around what people notice: a reply under 0.1 s is at once, over 8 s is a fallback. Seconds. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 8]

/** Figures for Prometheus, by its naming rules (base units, `_total` for counters). Counts are of what this node did. */
export function createMetrics() {
  const registers = [new Registry()]
  const registry = registers[0] as Registry
  collectDefaultMetrics({ register: registry })
  const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Counter({ name, help, labelNames, registers })
  const messages = counter('warmline_messages_total', 'Messages in the log, by who said them.', ['from'])
  const turns = counter('warmline_turns_total', 'Turns that ended, by what came of them.', ['outcome', 'route'])
  const handoffs = counter('warmline_handoffs_total', 'Steps of handoffs.', ['step'])
  const deliveries = counter('warmline_deliveries_given_up_total', 'Outbox entries that were not sent, by why.', ['kind'])
  const failures = counter('warmline_failures_total', 'Errors nobody outside caused; each is in the log.', [])
  const requests = new Histogram({
    name: 'warmline_http_request_duration_seconds',
    help: 'Time from a request to its answer.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: SECONDS,
    registers,
  })
  const replies = new Histogram({
    name: 'warmline_reply_duration_seconds',
    help: "Time from a customer's message to the commit of its reply.",
    buckets: SECONDS,
    registers,
  })

  return {
    /** Told of every commit of this node. */
    note: (commit: Commit): void => {
      for (const event of commit.events) noteEvent(event)
      // The turn's own commit holds both times: when it was made, and when the customer wrote.
      if (commit.events.some((event) => event.type === 'TurnCompleted')) {
        replies.observe(Math.max(0, commit.at - commit.state.lastCustomerAt) / 1000)
      }
    },
    failed: () => failures.inc(),
    request: (method: string, route: string, status: number, seconds: number) =>
      requests.observe({ method, route, status: String(status) }, seconds),
    /** Gauges that are asked for at the moment somebody collects. */
    watch({ outlook, openSockets }: MetricsDeps): void {
      const gauge = (name: string, help: string, read: () => number | Promise<number>) =>
        new Gauge({
          name,
          help,
          registers,
          async collect() {
            this.set(await read())
          },
        })
      gauge('warmline_handoffs_waiting', 'Customers in the queue now.', async () => (await outlook()).waiting)
      gauge('warmline_agents_available', 'Human agents present and available now.', async () => (await outlook()).agentsOnline)
      gauge('warmline_sockets_open', 'Customers connected to this node by WebSocket.', openSockets)
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
  }

  function noteEvent(event: ConversationEvent): void {
    if (event.type === 'TurnCompleted') turns.inc({ outcome: event.outcome, route: event.route ?? 'none' })
    else if (event.type === 'TurnDropped') turns.inc({ outcome: 'dropped', route: 'none' })
    const from = SPEAKERS[event.type]
    if (from !== undefined) messages.inc({ from })
    const step = event.type === 'HandoffRequeued' ? event.cause : HANDOFF_STEPS[event.type]
    if (step !== undefined) handoffs.inc({ step })
    const kind = GIVEN_UP[event.type]
    if (kind !== undefined) deliveries.inc({ kind })
  }
}

type ByEvent = Partial<Record<ConversationEvent['type'], string>>

const SPEAKERS: ByEvent = { CustomerMessage: 'customer', BotMessage: 'bot', HumanMessage: 'human' }
const HANDOFF_STEPS: ByEvent = {
  HandoffQueued: 'queued',
  HandoffClaimed: 'claimed',
  HandoffReturned: 'completed',
  HandoffClosed: 'completed',
  HandoffAbandoned: 'abandoned',
  HandoffExpired: 'expired',
  HandoffFailed: 'failed',
}
const GIVEN_UP: ByEvent = { DeliveryFailed: 'failed', DeliveryWithdrawn: 'withdrawn' }
