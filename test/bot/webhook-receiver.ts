import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'

export const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

export interface ReceivedWebhook {
  id: string
  body: { type: string; timestamp?: string; data?: Record<string, unknown> } & Record<string, unknown>
  headers: IncomingHttpHeaders
}

interface Planned {
  status: number
  headers?: Record<string, string>
}

export type WebhookReceiver = Awaited<ReturnType<typeof startWebhookReceiver>>

/** Somebody else's server. It believes only what the reference library of Standard Webhooks believes. */
export async function startWebhookReceiver() {
  const verifier = new Webhook(WEBHOOK_SECRET)
  const received: ReceivedWebhook[] = []
  const forged: unknown[] = []
  const answers: Planned[] = []
  const server = createServer((request, response) => {
    void textOf(request).then((text) => {
      try {
        const body = verifier.verify(text, request.headers as Record<string, string>) as ReceivedWebhook['body']
        received.push({ id: String(request.headers['webhook-id']), body, headers: request.headers })
      } catch (error) {
        forged.push(error)
      }
      const { status, headers = {} } = answers.shift() ?? { status: 204 }
      if (status === 0) {
        response.socket?.destroy()
        return
      }
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
      response.statusCode = status
      response.end(status === 204 ? undefined : 'words nobody reads')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    ...{ received, forged, answers },
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    async close(): Promise<void> {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
