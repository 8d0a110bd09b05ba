import { expect } from 'chai'
import { type ChatServer, claimsOf, openSocket, startChatServer } from './chat-server.ts'
import {
  DIRECT_LINE_FORGERIES,
  type DirectLineWorld,
  DOORS,
  expiredParty,
  hmac,
  knock,
  party,
  resigned,
} from './direct-line-forgeries.ts'

describe('Direct Line opens a conversation to its own token alone', () => {
  let server: ChatServer
  let world: DirectLineWorld
  before(async () => {
    server = await startChatServer()
    world = { mine: await party(server), theirs: await party(server), expired: await expiredParty(server) }
    await knock(server, 'write', world.theirs.id, `Bearer ${world.theirs.token}`)
  })
  after(() => server.close())

  for (const [name, header, status] of DIRECT_LINE_FORGERIES) {
    it(`${status} at every door: ${name}`, async () => {
      for (const door of DOORS) await refused(await knock(server, door, world.theirs.id, header(world)), status, door)
    })
  }

  it('403 at every door with the token of another conversation', async () => {
    for (const door of ['read', 'write', 'resume', 'upload'] as const) {
      await refused(await knock(server, door, world.theirs.id, `Bearer ${world.mine.token}`), 403, door)
    }
    for (const id of ['nobody', `${world.theirs.id}x`, '..%2F..%2Fapi', '%00', 'a'.repeat(500)]) {
      await refused(await knock(server, 'read', id, `Bearer ${world.mine.token}`), 403, id)
    }
  })

  it('403 for words in the name of another customer', async () => {
    for (const from of [world.theirs.user, 'dl_', 'admin', world.mine.user.toUpperCase(), `${world.mine.user} `]) {
      const path = `/v3/directline/conversations/${world.mine.id}/activities`
      const answer = await server.post(path, { type: 'message', text: 'forged', from: { id: from } }, world.mine.token)
      await refused(answer, 403, from)
    }
    expect(await server.store.log.head(world.mine.id)).to.equal(undefined)
  })

  it('opens a stream to a fresh ticket of this conversation alone', async () => {
    const { mine, theirs, expired } = world
    const tries: [string, string, number][] = [
      ['no ticket', '', 401],
      ['a conversation token', theirs.token, 401],
      ['an expired ticket', expired.ticket, 403],
      ['the ticket of another conversation', mine.ticket, 403],
      ['a forged ticket', resigned(theirs.ticket, {}, {}, hmac('another secret of more than 32 bytes', 'sha256')), 401],
      ['alg none', resigned(theirs.ticket, { alg: 'none' }, {}, () => ''), 401],
      ['a ticket for two purposes', resigned(theirs.ticket, {}, { aud: ['warmline:conversation'] }), 401],
    ]
    for (const [name, ticket, status] of tries) {
      const { opened } = openSocket(`ws://127.0.0.1:${server.port}/v3/directline/conversations/${theirs.id}/stream?t=${ticket}`)
      expect(await opened, name).to.equal(status)
    }
    for (const path of [
      '/',
      '/chat',
      '/v3/directline/conversations//stream',
      `/v3/directline/conversations/${theirs.id}`,
      '//%zz',
    ]) {
      const { opened } = openSocket(`ws://127.0.0.1:${server.port}${path}?t=${theirs.ticket}`)
      expect(await opened, path).to.equal(404)
    }
    expect(server.streams.count()).to.equal(0)
  })

  it('gives nobody the conversation of a token it did not sign', async () => {
    const { theirs } = world
    const forged = [
      theirs.ticket,
      theirs.id,
      resigned(theirs.token, {}, {}, hmac('another secret of more than 32 bytes', 'sha256')),
      resigned(theirs.token, { alg: 'none' }, {}, () => ''),
    ]
    for (const token of forged) {
      const answer = (await (await server.post('/chat/token', { token })).json()) as { conversationId: string }
      expect(answer.conversationId).not.to.equal(theirs.id)
    }
    const generated = await server.post('/v3/directline/tokens/generate', {
      user: { id: theirs.user },
      conversationId: theirs.id,
    })
    const { token } = (await generated.json()) as { token: string }
    expect(claimsOf(token).user).not.to.equal(theirs.user)
    expect(claimsOf(token).conv).not.to.equal(theirs.id)
  })
})

async function refused(answer: Response, status: number, where: string): Promise<void> {
  expect(answer.status, where).to.equal(status)
  const body = (await answer.json()) as { code: string; detail?: string }
  expect(body.code).to.equal(status === 401 ? 'unauthenticated' : 'forbidden')
  expect(['The token has expired.', undefined]).to.include(body.detail)
}
