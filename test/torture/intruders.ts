import type { Route } from '../../bot/routes/route.ts'
import type { Browser, StaffWorld } from '../bot/staff-world.ts'
import { SECRET } from '../bot/chat-server.ts'
import type { Intrusion } from './intrusion.ts'

interface Intruder {
  name: string
  headers: Record<string, string>
  status: 401 | 403
  /** The routes where this must be refused; without it all that need somebody. */
  at?: (route: Route) => boolean
}

/** Everybody who must not use the desk and the editor, at every route of theirs. */
export async function staffIntrusions(world: StaffWorld): Promise<Intrusion[]> {
  const conversationId = await world.customerWrites('Iris', 'I want a person', { human: true })
  const intruders = await everyIntruder(world)
  const guarded = world.staff.routes.filter(({ access }) => access !== 'public')
  return [
    ...guarded.flatMap((route) =>
      intruders
        .filter(({ at }) => at === undefined || at(route))
        .map(({ name, headers, status }) => ({
          name: `${route.method} ${route.path}, ${name}`,
          status,
          knock: () => call(world, route, conversationId, headers),
        })),
    ),
    ...(await usedCodes(world)),
  ]
}

async function everyIntruder(world: StaffWorld): Promise<Intruder[]> {
  // First, for it takes twelve hours.
  const old = await oldSession(world)
  const agent = await cookieOf(world.signedIn('Ana', 'agent'))
  const editor = await cookieOf(world.signedIn('Eva', 'editor'))
  const changes = ({ method }: Route) => method !== 'get'
  return [
    { name: 'nobody', headers: {}, status: 401 },
    { name: 'an empty cookie', headers: { cookie: 'warmline_session=' }, status: 401 },
    { name: 'a made-up session', headers: { cookie: `warmline_session=${'a'.repeat(43)}` }, status: 401 },
    { name: 'an old session', headers: old, status: 401 },
    { name: 'a session that signed out', headers: await signedOut(world), status: 401 },
    { name: 'an unknown token', headers: { authorization: 'Bearer wl_unknown' }, status: 401 },
    {
      name: 'a token in another scheme',
      headers: { authorization: `Basic ${Buffer.from('a:b').toString('base64')}` },
      status: 401,
    },
    { name: 'the secret of the chat', headers: { authorization: `Bearer ${SECRET.replaceAll(' ', '')}` }, status: 401 },
    { name: 'a good cookie beside a bad token', headers: { ...agent, authorization: 'Bearer x' }, status: 401 },
    {
      name: 'a demo session through a proxy',
      headers: { ...(await demo(world)), 'x-forwarded-for': '203.0.113.7' },
      status: 401,
    },
    { name: 'an editor', headers: editor, status: 403, at: ({ access }) => access === 'agent' || access === 'admin' },
    { name: 'an agent', headers: agent, status: 403, at: ({ access }) => access === 'editor' || access === 'admin' },
    ...OTHER_PAGES.map((from) => ({
      name: `a cookie sent by a page with ${JSON.stringify(from)}`,
      headers: { ...agent, ...from },
      status: 403 as const,
      at: changes,
    })),
  ]
}

/** What a browser says of a request that another site's page made. */
const OTHER_PAGES: Record<string, string>[] = [
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site', origin: 'https://shop.example' },
]

async function oldSession(world: StaffWorld): Promise<Record<string, string>> {
  const cookie = await cookieOf(world.signedIn('Old', 'admin'))
  world.clock.pass(12 * 3600_000)
  return cookie
}

async function signedOut(world: StaffWorld): Promise<Record<string, string>> {
  const browser = await world.signedIn('Gone', 'admin')
  await browser.post('/api/session/sign-out')
  return cookieOf(Promise.resolve(browser))
}

async function demo(world: StaffWorld): Promise<Record<string, string>> {
  const code = await world.makeSignInCode({ accountId: 'demo', name: 'Robin', roles: ['admin'] })
  return cookieOf(world.openLink(code).then(({ browser }) => browser))
}

async function cookieOf(browser: Promise<Browser>): Promise<Record<string, string>> {
  return { cookie: (await browser).cookie ?? '' }
}

/** A link is good once and for ten minutes. Its page is for people: 410, and no cookie. */
async function usedCodes(world: StaffWorld): Promise<Intrusion[]> {
  const used = await world.makeSignInCode({ accountId: 'ada', name: 'Ada', roles: ['admin'] })
  await world.openLink(used)
  const late = await world.makeSignInCode({ accountId: 'ada', name: 'Ada', roles: ['admin'] })
  world.clock.pass(10 * 60_000)
  return [
    ['a used sign-in code', used],
    ['a late sign-in code', late],
    ['a made-up sign-in code', 'a'.repeat(43)],
  ].map(([name = '', code = '']) => ({
    name,
    status: 410 as const,
    knock: async () => (await world.openLink(code)).response,
  }))
}

function call(world: StaffWorld, { method, path }: Route, conversationId: string, headers: Record<string, string>) {
  const id = path.includes('/handoffs/') ? `${conversationId}.h1` : conversationId
  const change = method !== 'get'
  return fetch(world.url + path.replace(':id', id), {
    method: method === 'del' ? 'DELETE' : method.toUpperCase(),
    headers: { ...(change ? { 'content-type': 'application/json' } : {}), ...headers },
    body: change ? JSON.stringify({ epoch: 1, version: 1, text: 'let me in', presence: 'away', clientMessageId: 'x' }) : null,
  })
}
