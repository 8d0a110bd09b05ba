import { Webhook } from 'standardwebhooks'
import { addOtherDeskRoutes } from '../../bot/channels/other-desk/routes.ts'
import { createHttpServer } from '../../bot/server.ts'
import type { SaidThere } from '../../handoff/hear-other-desk.ts'
import type { DeskOutcome } from '../../handoff/outcome.ts'
import { WEBHOOK_SECRET } from './webhook-receiver.ts'

export interface SignedHeaders {
  'webhook-id'?: string
  'webhook-timestamp'?: string
  'webhook-signature'?: string
}

export type OtherDeskServer = Awaited<ReturnType<typeof startOtherDeskServer>>

/** `/api/other-desk` as it is served; `answer` is what the use case would say. */
export async function startOtherDeskServer({ secret = WEBHOOK_SECRET }: { secret?: string | undefined } = {}) {
  const heard: SaidThere[] = []
  const reported: unknown[] = []
  const world: { answer: DeskOutcome } = { answer: { kind: 'done', epoch: 3, version: 7 } }
  const report = (error: unknown): void => void reported.push(error)
  const http = createHttpServer({ origins: { allowedOrigins: [], trustProxy: false }, report })
  addOtherDeskRoutes(http.server, {
    secret: secret === '' ? undefined : secret,
    clock: { now: () => Date.now() },
    hear: async (said) => {
      heard.push(said)
      return world.answer
    },
    report,
  })
  const port = await http.listen(0, '127.0.0.1')
  return {
    ...{ heard, reported, world },
    post(body: string, headers: SignedHeaders | undefined = signed(body)): Promise<Response> {
      return fetch(`http://127.0.0.1:${port}/api/other-desk`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body,
      })
    },
    close: () => http.close(200),
  }
}

/** As the reference library signs. */
export function signed(body: string, { id = 'there_1', at = new Date(), secret = WEBHOOK_SECRET } = {}): Required<SignedHeaders> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  }
}

export function statusActivity(state: string, changes: object = {}): Record<string, unknown> {
  return {
    type: 'event',
    name: 'handoff.status',
    id: 's1',
    from: { name: 'Zoe' },
    value: { state },
    channelData: { warmline: { handoffId: 'c.h1', epoch: 1, version: 2 } },
    ...changes,
  }
}
