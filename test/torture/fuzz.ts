import fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningNode, startNode } from '../../bench/speed/node.ts'
import { systemClock } from '../../domain/clock.ts'
import { randomIds } from '../../domain/ids.ts'
import { createAddAccount } from '../../people/add-account.ts'
import { createMakeSignInCode } from '../../people/sign-in-codes.ts'
import { openSqlite } from '../../providers/sqlite/open-database.ts'
import { teamsMessage } from '../bot/connector-server.ts'
import type { Counts, Torture } from './counts.ts'
import { type ApiDocument, describedRequests, type Known, type StrangeRequest } from './described-requests.ts'

const AT_ONCE = 8
/** A request that has no answer by then hangs. Milliseconds. */
const PATIENCE_MS = 20_000

/** Mutated activities and requests to every route of a running node: no 5xx, no words of ours in a body, and it lives on. */
export const fuzz: Torture = {
  about: 'mutated activities and requests over every route',
  small: 2000,
  full: 10_000,
  async run({ n, seed }): Promise<Counts> {
    const dataDir = mkdtempSync(join(tmpdir(), 'warmline-fuzz-'))
    const channel = await startSink()
    const node = await startNode({ dataDir, environment: { ALLOW_UNAUTHENTICATED_BOT_FRAMEWORK: 'true' } })
    const counts = { attempted: n, acknowledged: 0, violations: 0 }
    try {
      const known = await knownTo(node, dataDir, channel.url)
      const headers = { authorization: `Bearer ${known.tokens['session']}` }
      const document = (await (await fetch(`${node.base}/api/openapi.json`, { headers })).json()) as ApiDocument
      const requests = fc.sample(describedRequests(document, known), { seed, numRuns: n })
      const next = requests.values()
      await Promise.all(Array.from({ length: AT_ONCE }, () => worker(node, next, counts)))
      if (!(await servesStill(node))) counts.violations++
    } finally {
      await node.stop()
      await channel.close()
      rmSync(dataDir, { recursive: true })
    }
    return counts
  },
}

async function worker(node: RunningNode, next: Iterator<StrangeRequest>, counts: Counts): Promise<void> {
  for (let one = next.next(); one.done !== true; one = next.next()) {
    const wrong = await wrongWith(node.base, one.value)
    if (wrong === undefined) counts.acknowledged++
    else {
      counts.violations = (counts.violations ?? 0) + 1
      console.error(`${one.value.method} ${one.value.path.slice(0, 100)}: ${wrong}\n  ${one.value.body?.slice(0, 300)}`)
    }
  }
}

async function wrongWith(base: string, { method, path, body, headers }: StrangeRequest): Promise<string | undefined> {
  if (!URL.canParse(base + path)) return undefined
  try {
    const withBody = method !== 'GET' && method !== 'HEAD'
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const answer = await fetch(base + path, { method, headers, body: withBody ? body : null, redirect: 'manual', signal })
    // The desk's events never end.
    const text = answer.headers.get('content-type')?.startsWith('text/event-stream') ? '' : await answer.text()
    await answer.body?.cancel().catch(() => undefined)
    if (answer.status >= 500) return `${answer.status} ${text.slice(0, 200)}`
    return answer.status >= 400 && /node_modules|\.ts:\d|at [\w.]+ \(/.test(text) ? `leaks ${text.slice(0, 200)}` : undefined
  } catch (error) {
    return error instanceof Error ? `${error.message} ${String(error.cause)}` : 'no answer'
  }
}

/** Alive, ready, and the same process: Node ends by itself at an unhandled rejection. */
async function servesStill({ base }: RunningNode): Promise<boolean> {
  try {
    const answers = await Promise.all(['/healthz', '/readyz'].map((path) => fetch(base + path)))
    return answers.every(({ status }) => status === 200)
  } catch {
    return false
  }
}

/** Somebody who may do everything, a customer who waits, and an article: what makes a request reach the far end of its route. */
async function knownTo({ base }: RunningNode, dataDir: string, serviceUrl: string): Promise<Known> {
  const admin = await addAdmin(dataDir)
  const json = { 'content-type': 'application/json' }
  const started = await fetch(`${base}/chat/token`, { method: 'POST' })
  const { token: chat, conversationId } = (await started.json()) as { token: string; conversationId: string }
  const { user } = JSON.parse(Buffer.from(chat.split('.')[1] ?? '', 'base64url').toString()) as { user: string }
  const asks = { type: 'message', text: 'I want a person', from: { id: user } }
  await fetch(`${base}/v3/directline/conversations/${conversationId}/activities`, {
    method: 'POST',
    headers: { ...json, authorization: `Bearer ${chat}` },
    body: JSON.stringify(asks),
  })
  const articles = await fetch(`${base}/api/articles`, { headers: { authorization: `Bearer ${admin}` } })
  const { items } = (await articles.json()) as { items: { id: string }[] }
  return {
    tokens: { session: admin, token: admin, chat },
    ids: [conversationId, `${conversationId}.h1`, ...items.slice(0, 2).map(({ id }) => id)],
    bodies: {
      '/v3/directline/conversations/{id}/activities': [
        { ...asks, value: { warmline: 'human' }, locale: 'en', channelData: { clientActivityID: 'x' } },
        { type: 'typing', from: { id: user } },
        { type: 'endOfConversation', from: { id: user } },
      ],
      '/api/messages': TEAMS.map((changes) => teamsMessage({ serviceUrl, ...changes })),
    },
  }
}

const TEAMS = [
  { value: { warmline: 'rate', caseId: 'c', score: 3 } },
  { type: 'invoke', name: 'adaptiveCard/action', value: { action: { data: { warmline: 'human' } } } },
  { type: 'conversationUpdate', membersAdded: [{ id: '29:customer' }] },
  { type: 'typing' },
  { type: 'endOfConversation' },
]

async function addAdmin(dataDir: string): Promise<string> {
  const store = openSqlite({ file: join(dataDir, 'warmline.sqlite'), integrityCheck: false })
  const deps = { ...store, clock: systemClock, ids: randomIds }
  const { token } = await createAddAccount({ ...deps, makeSignInCode: createMakeSignInCode(deps) })({
    name: 'Fuzz',
    roles: ['admin'],
  })
  await store.close()
  return token
}

/** A channel that takes everything. */
async function startSink() {
  const server = createServer((request, response) => request.resume().on('end', () => response.end('{"id":"1"}')))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  }
}
