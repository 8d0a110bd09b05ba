import { BOT_FRAMEWORK_FORGERIES } from '../bot/bot-framework-forgeries.ts'
import { type ChatServer, openSocket, startChatServer } from '../bot/chat-server.ts'
import { type ConnectorServer, startConnectorServer, teamsMessage } from '../bot/connector-server.ts'
import {
  DIRECT_LINE_FORGERIES,
  type DirectLineWorld,
  DOORS,
  expiredParty,
  hmac,
  knock,
  party,
  resigned,
} from '../bot/direct-line-forgeries.ts'
import { type KeyServer, startKeyServer } from '../bot/key-server.ts'
import { BODY, OTHER_DESK_FORGERIES } from '../bot/other-desk-forgeries.ts'
import { type OtherDeskServer, startOtherDeskServer } from '../bot/other-desk-server.ts'
import { openStaffWorld, type StaffWorld } from '../bot/staff-world.ts'
import type { Counts, Torture } from './counts.ts'
import { staffIntrusions } from './intruders.ts'
import { type Intrusion, wrongWith } from './intrusion.ts'

/** Every door, tried with everything that is not its key: always refused with the same few words, and nothing behind it ran. */
export const auth: Torture = {
  about: 'tries to get in without the right',
  small: 500,
  full: 2000,
  async run({ n }): Promise<Counts> {
    const keys = await startKeyServer()
    const connector = await startConnectorServer(keys)
    const unreachable = await startKeyServer()
    const lonely = await startConnectorServer(unreachable)
    await unreachable.close()
    const chat = await startChatServer()
    const staff = await openStaffWorld()
    const desk = await startOtherDeskServer()
    const intrusions = [
      ...connectorIntrusions(connector, keys),
      withoutKeys(lonely, unreachable),
      ...(await directLineIntrusions(chat)),
      ...(await staffIntrusions(staff)),
      ...otherDeskIntrusions(desk),
    ]
    const before = await behind([connector, lonely], chat, staff)
    const attempted = Math.max(n, intrusions.length)
    let violations = 0
    for (let attempt = 0; attempt < attempted; attempt++) {
      const intrusion = intrusions[attempt % intrusions.length]
      const wrong = intrusion && (await wrongWith(intrusion))
      if (wrong === undefined) continue
      violations++
      console.error(wrong)
    }
    if ((await behind([connector, lonely], chat, staff)) !== before || desk.heard.length > 0) violations++
    await Promise.all([connector.close(), lonely.close(), chat.close(), staff.close(), desk.close(), keys.close()])
    return { attempted, acknowledged: 0, violations }
  },
}

/** Whatever a door that opened would have changed. */
async function behind(connectors: ConnectorServer[], chat: ChatServer, { store }: StaffWorld): Promise<string> {
  const heads = (one: { store: Pick<StaffWorld['store'], 'logWalk'> }) => one.store.logWalk.heads(undefined, 1000)
  return JSON.stringify([
    connectors.map(({ received, greeted }) => [received, greeted]),
    chat.ended,
    await heads(chat),
    await heads({ store }),
    await store.revisions.newest(),
    await store.libraryLog.head(),
    (await store.accounts.list()).length,
  ])
}

function connectorIntrusions(connector: ConnectorServer, keys: KeyServer): Intrusion[] {
  return BOT_FRAMEWORK_FORGERIES.map(({ name, authorization, activity = teamsMessage(), status }) => ({
    name: `/api/messages: ${name}`,
    status,
    knock: async () => connector.post(activity, await authorization(keys)),
  }))
}

function otherDeskIntrusions(desk: OtherDeskServer): Intrusion[] {
  return OTHER_DESK_FORGERIES.map(({ name, headers, body = BODY }) => ({
    name: `/api/other-desk: ${name}`,
    status: 401,
    knock: () => desk.post(body, headers()),
  }))
}

function withoutKeys(lonely: ConnectorServer, keys: KeyServer): Intrusion {
  const knock = async (): Promise<Response> => lonely.post(teamsMessage(), `Bearer ${await keys.token()}`)
  return { name: '/api/messages: an unreachable key server', status: 403, knock }
}

async function directLineIntrusions(chat: ChatServer): Promise<Intrusion[]> {
  const world: DirectLineWorld = { mine: await party(chat), theirs: await party(chat), expired: await expiredParty(chat) }
  await knock(chat, 'write', world.theirs.id, `Bearer ${world.theirs.token}`)
  return [...forged(chat, world), ...fromOtherConversations(chat, world), ...forgedUsers(chat, world), ...streams(chat, world)]
}

function forged(chat: ChatServer, world: DirectLineWorld): Intrusion[] {
  return DIRECT_LINE_FORGERIES.flatMap(([name, header, status]) =>
    DOORS.map((door) => ({
      name: `Direct Line, ${door}: ${name}`,
      status,
      knock: () => knock(chat, door, world.theirs.id, header(world)),
    })),
  )
}

function fromOtherConversations(chat: ChatServer, { mine, theirs }: DirectLineWorld): Intrusion[] {
  const doors = (['read', 'write', 'resume', 'upload'] as const).map((door) => [door, theirs.id] as const)
  const ids = ['nobody', `${theirs.id}x`, '..%2F..%2Fapi', '%00'].map((id) => ['read' as const, id] as const)
  return [...doors, ...ids].map(([door, id]) => ({
    name: `Direct Line, ${door} ${id} with the token of another conversation`,
    status: 403,
    knock: () => knock(chat, door, id, `Bearer ${mine.token}`),
  }))
}

function forgedUsers(chat: ChatServer, { mine, theirs }: DirectLineWorld): Intrusion[] {
  const path = `/v3/directline/conversations/${mine.id}/activities`
  return [theirs.user, 'dl_', 'admin', mine.user.toUpperCase(), `${mine.user} `].map((id) => ({
    name: `Direct Line: words in the name of ${id}`,
    status: 403,
    knock: () => chat.post(path, { type: 'message', text: 'forged', from: { id } }, mine.token),
  }))
}

function streams(chat: ChatServer, { mine, theirs, expired }: DirectLineWorld): Intrusion[] {
  const tries: [name: string, ticket: string, status: 401 | 403][] = [
    ['no ticket', '', 401],
    ['a conversation token', theirs.token, 401],
    ['an expired ticket', expired.ticket, 403],
    ['the ticket of another conversation', mine.ticket, 403],
    ['a forged ticket', resigned(theirs.ticket, {}, {}, hmac('another secret of more than 32 bytes', 'sha256')), 401],
    ['alg none', resigned(theirs.ticket, { alg: 'none' }, {}, () => ''), 401],
  ]
  return tries.map(([name, ticket, status]) => ({
    name: `stream: ${name}`,
    status,
    knock: async () => {
      const url = `ws://127.0.0.1:${chat.port}/v3/directline/conversations/${theirs.id}/stream?t=${ticket}`
      const opened = await openSocket(url).opened
      return opened === 'open' ? 101 : opened
    },
  }))
}
