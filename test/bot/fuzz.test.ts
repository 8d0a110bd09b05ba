import { expect } from 'chai'
import fc from 'fast-check'
import { type ChatServer, startChatServer } from './chat-server.ts'
import { type ConnectorServer, startConnectorServer, teamsMessage } from './connector-server.ts'
import { type KeyServer, startKeyServer } from './key-server.ts'
import { mutated, percentEncoded } from './mutated.ts'

const RUNS = 500

describe('no body, however strange, makes a 5xx', function () {
  this.timeout(60_000)
  let keys: KeyServer
  let chat: ChatServer
  let connector: ConnectorServer
  before(async () => {
    keys = await startKeyServer()
    chat = await startChatServer()
    connector = await startConnectorServer(keys, { allowUnauthenticatedLoopback: true })
  })
  after(async () => {
    await chat.close()
    await connector.close()
    await keys.close()
  })

  const anything = fc.oneof(
    fc.json(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('', 'null', '[]', '{', '"', '{"type":"message"}'),
  )

  it('at /api/messages', async () => {
    const shapes = [
      teamsMessage({ value: { warmline: 'rate', caseId: 'c', score: 3 } }),
      teamsMessage({ type: 'invoke', name: 'adaptiveCard/action', value: { action: { data: { warmline: 'human' } } } }),
      teamsMessage({ type: 'conversationUpdate', membersAdded: [{ id: '29:customer' }] }),
      teamsMessage({ type: 'typing' }),
      teamsMessage({ type: 'endOfConversation' }),
    ]
    const bodies = fc.oneof(...shapes.map(mutated)).map((body) => JSON.stringify(body))
    await fc.assert(
      fc.asyncProperty(fc.oneof({ weight: 4, arbitrary: bodies }, anything), async (body) => {
        await isNoFailure(await connector.post(body), connector.reported)
      }),
      { numRuns: RUNS },
    )
  })

  it('at Direct Line', async () => {
    const session = chat.tokens.start({})
    const { token } = await chat.tokens.issue(session)
    const shape = {
      type: 'message',
      text: 'hello',
      from: { id: session.userId },
      value: { warmline: 'human' },
      locale: 'en',
      channelData: { clientActivityID: 'x' },
    }
    const bodies = mutated(shape).map((body) => JSON.stringify(body))
    const path = fc.oneof(
      { weight: 4, arbitrary: fc.constant(`/v3/directline/conversations/${session.conversationId}/activities`) },
      fc.constantFrom(
        '/chat/token',
        '/v3/directline/tokens/generate',
        '/v3/directline/tokens/refresh',
        '/v3/directline/conversations',
      ),
    )
    await fc.assert(
      fc.asyncProperty(path, fc.oneof({ weight: 4, arbitrary: bodies }, anything), async (at, body) => {
        await isNoFailure(await chat.post(at, body, token), chat.reported)
      }),
      { numRuns: RUNS },
    )
  })

  it('at any address, with any query and header', async () => {
    const methods = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS')
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }).map(percentEncoded),
      fc.constantFrom('..', '.', '%2e%2e', '%00', '%zz', ';', 'assets', 'v3', 'chat', 'articles'),
    )
    const path = fc.array(piece, { maxLength: 5 }).map((parts) => `/${parts.join('/')}`)
    const query = fc.option(fc.string({ unit: 'binary', maxLength: 30 }).map(percentEncoded))
    const header = fc.constantFrom('Bearer x.y.z', 'Bearer', '', 'Basic x', 'x'.repeat(4000))
    await fc.assert(
      fc.asyncProperty(methods, path, query, header, async (method, at, search, authorization) => {
        const url = `${chat.url}${at}${search === null ? '' : `?${search}`}`
        if (!URL.canParse(url)) return
        await isNoFailure(await fetch(url, { method, headers: { Authorization: authorization } }), chat.reported)
      }),
      { numRuns: RUNS },
    )
  })
})

async function isNoFailure(answer: Response, reported: unknown[]): Promise<void> {
  const text = await answer.text()
  expect(answer.status, text).to.be.lessThan(500)
  expect(reported).to.deep.equal([])
  expect(text).not.to.match(/node_modules|\.ts:\d|at [\w.]+ \(/)
}
