import { createAuthenticate } from '../../bot/channels/bot-framework/authenticate.ts'
import { addBotFrameworkRoutes } from '../../bot/channels/bot-framework/routes.ts'
import { createSigningKeys } from '../../bot/channels/bot-framework/signing-keys.ts'
import { createRateLimit } from '../../bot/rate-limit.ts'
import { createReceive, type Inbound } from '../../bot/receive.ts'
import { createHttpServer } from '../../bot/server.ts'
import { createLocalSignals } from '../../bot/signals.ts'
import { createCommit } from '../../conversation/commit.ts'
import type { Address } from '../../domain/events.ts'
import { randomIds } from '../../domain/ids.ts'
import type { HandedOver } from '../../handoff/receive-handoff.ts'
import { openSqlite } from '../../providers/sqlite/open-database.ts'
import { APP_ID, type KeyServer } from './key-server.ts'

export interface ConnectorServerOptions {
  appId?: string | undefined
  allowUnauthenticatedLoopback?: boolean
}

export type ConnectorServer = Awaited<ReturnType<typeof startConnectorServer>>

/** `/api/messages` as it is served, over a database in memory. */
export async function startConnectorServer(keyServer: KeyServer, options: ConnectorServerOptions = {}) {
  const clock = { now: () => Date.now() }
  const store = openSqlite({ file: ':memory:', clock })
  const reported: unknown[] = []
  const report = (error: unknown): void => void reported.push(error)
  const commit = createCommit({ log: store.log, clock, ids: randomIds })
  const receive = createReceive({ commit })
  const received: Inbound[] = []
  const greeted: { channel: string; address: Address }[] = []
  const handed: HandedOver[] = []
  const ended: { conversationId: string; key: string }[] = []
  const signals = createLocalSignals()
  const http = createHttpServer({ origins: { allowedOrigins: [], trustProxy: false }, report })
  addBotFrameworkRoutes(http.server, {
    authenticate: createAuthenticate({
      appId: 'appId' in options ? options.appId : APP_ID,
      findKey: createSigningKeys({ metadataUrl: keyServer.metadataUrl, fetch, clock }),
      clock,
      allowUnauthenticatedLoopback: options.allowUnauthenticatedLoopback ?? false,
      report,
    }),
    receive: (inbound) => {
      received.push(inbound)
      return receive(inbound)
    },
    receiveHandoff: async (given) => void handed.push(given),
    endChat: async (conversationId, key) => void ended.push({ conversationId, key }),
    log: store.log,
    signals,
    greeting: () => ({ text: 'Hello, I am a bot.', quickReplies: [] }),
    greet: async (to) => void greeted.push(to),
    activityLimit: createRateLimit({ burst: 5, perMinute: 5 }, clock),
    signal: new AbortController().signal,
    report,
  })
  const port = await http.listen(0, '127.0.0.1')
  return {
    ...{ store, received, handed, greeted, ended, signals, reported, http },
    url: `http://127.0.0.1:${port}`,
    post(body: unknown, authorization?: string, headers: Record<string, string> = {}): Promise<Response> {
      return fetch(`http://127.0.0.1:${port}/api/messages`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          ...(authorization === undefined ? {} : { Authorization: authorization }),
          ...headers,
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      })
    },
    async close() {
      await http.close(200)
      await store.close()
    },
  }
}

export const SERVICE_URL = 'https://smba.example/emea/'

export function teamsMessage(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    type: 'message',
    id: '1700000000001',
    channelId: 'msteams',
    serviceUrl: SERVICE_URL,
    conversation: { id: '19:abc@thread.tacv2;messageid=17', conversationType: 'channel', isGroup: true },
    from: { id: '29:customer', name: 'Iris', aadObjectId: 'aad-1' },
    recipient: { id: '28:bot', name: 'Warmline' },
    text: '<at>Warmline</at> Where is my order?',
    entities: [
      { type: 'mention', text: '<at>Warmline</at>', mentioned: { id: '28:bot', name: 'Warmline' } },
      { type: 'clientInfo', locale: 'en-GB' },
    ],
    locale: 'en-GB',
    channelData: { tenant: { id: 'tenant-1' } },
    ...changes,
  }
}
