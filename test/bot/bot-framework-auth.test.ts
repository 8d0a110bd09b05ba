import { expect } from 'chai'
import { BOT_FRAMEWORK_FORGERIES, bearer, sign } from './bot-framework-forgeries.ts'
import { type ConnectorServer, SERVICE_URL, startConnectorServer, teamsMessage } from './connector-server.ts'
import { type KeyServer, startKeyServer } from './key-server.ts'

const good = bearer({})

describe('/api/messages lets nobody in who is not Bot Framework', () => {
  let keys: KeyServer
  let server: ConnectorServer
  before(async () => {
    keys = await startKeyServer()
    server = await startConnectorServer(keys)
  })
  after(async () => {
    await server.close()
    await keys.close()
  })

  for (const { name, authorization, activity = teamsMessage(), status } of BOT_FRAMEWORK_FORGERIES) {
    it(`${status}: ${name}`, async () => {
      await refuses(server, activity, await authorization(keys), status)
    })
  }

  it('lets a real one in, also five minutes late', async () => {
    for (const wish of [{}, { expires: -240 }, { serviceUrl: SERVICE_URL.slice(0, -1) }]) {
      const answer = await server.post(teamsMessage({ id: JSON.stringify(wish) }), await bearer(wish)(keys))
      expect(answer.status).to.equal(200)
    }
    expect(server.received).to.have.length(3)
  })

  it('refuses everybody without an app id, whatever they bring', async () => {
    const closed = await startConnectorServer(keys, { appId: undefined })
    await refuses(closed, teamsMessage(), undefined, 401)
    await refuses(closed, teamsMessage(), await good(keys), 401)
    await refuses(closed, teamsMessage(), await bearer({ audience: '' })(keys), 401)
    await refuses(closed, teamsMessage(), await bearer({ audience: 'undefined' })(keys), 401)
    await closed.close()
  })

  it('opens for this machine alone by the development flag', async () => {
    const open = await startConnectorServer(keys, { appId: undefined, allowUnauthenticatedLoopback: true })
    expect((await open.post(teamsMessage())).status).to.equal(200)
    for (const header of ['X-Forwarded-For', 'Forwarded']) {
      const answer = await open.post(teamsMessage(), undefined, { [header]: 'for=127.0.0.1' })
      expect(answer.status).to.equal(401)
    }
    await refuses(open, teamsMessage(), await good(keys), 401, 1)
    await open.close()
  })

  for (const mode of ['down', 'nonsense'] as const) {
    it(`refuses, and never fails, while the key server is ${mode}; known keys stay good`, async () => {
      const fresh = await startKeyServer()
      fresh.state.mode = mode
      const waiting = await startConnectorServer(fresh)
      const token = `Bearer ${await fresh.token()}`
      for (let attempt = 0; attempt < 3; attempt++) await refuses(waiting, teamsMessage(), token, 403)
      expect(fresh.state.asked, 'is not asked by every request').to.equal(1)
      await waiting.close()

      fresh.state.mode = 'well'
      const knowing = await startConnectorServer(fresh)
      expect((await knowing.post(teamsMessage(), token)).status).to.equal(200)
      fresh.state.mode = mode
      expect((await knowing.post(teamsMessage({ id: '2' }), token)).status).to.equal(200)
      await refuses(knowing, teamsMessage(), await sign(fresh, { kid: 'unknown' }), 401, 2)
      await knowing.close()
      await fresh.close()
    })
  }

  it('refuses when nothing listens at the key server’s address', async () => {
    const gone = await startKeyServer()
    const lonely = await startConnectorServer(gone)
    const token = `Bearer ${await gone.token()}`
    await gone.close()
    await refuses(lonely, teamsMessage(), token, 403)
    await lonely.close()
  })
})

const BODIES = {
  401: 'unauthenticated',
  403: 'forbidden',
}

/** Always the same few words, and nothing behind the door ran. */
async function refuses(
  server: ConnectorServer,
  activity: unknown,
  authorization: string | undefined,
  status: 401 | 403,
  before = server.received.length,
) {
  const answer = await server.post(activity, authorization)
  expect(answer.status).to.equal(status)
  expect(answer.headers.get('content-type')).to.equal('application/problem+json')
  const body = (await answer.json()) as Record<string, unknown>
  expect(Object.keys(body).sort()).to.deep.equal(['code', 'status', 'title', 'type'])
  expect(body['code']).to.equal(BODIES[status])
  expect(server.received).to.have.length(before)
}
