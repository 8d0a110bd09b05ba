import { expect } from 'chai'
import { wrongWith } from '../torture/intrusion.ts'
import { BODY, OTHER_DESK_FORGERIES } from './other-desk-forgeries.ts'
import { type OtherDeskServer, signed, startOtherDeskServer, statusActivity } from './other-desk-server.ts'

describe('/api/other-desk', () => {
  let server: OtherDeskServer
  beforeEach(async () => {
    server = await startOtherDeskServer()
  })
  afterEach(async () => {
    expect(server.reported).to.deep.equal([])
    await server.close()
  })

  const say = async (activity: unknown) => server.post(JSON.stringify(activity))
  const place = { handoffId: 'c.h1', epoch: 1, version: 2, name: 'Zoe' }

  it('hears what is signed, and answers the epoch of now', async () => {
    const answer = await say(statusActivity('accepted'))
    expect([answer.status, await answer.json()]).to.deep.equal([200, { epoch: 3, version: 7 }])
    await say(statusActivity('failed', { value: { state: 'failed', message: 'nobody here' } }))
    await say(statusActivity('completed'))
    await say(statusActivity('completed', { value: { state: 'completed', disposition: 'solved' } }))
    await say(statusActivity('', { type: 'message', name: undefined, value: undefined, id: 'm1', text: ' Hello ' }))
    expect(server.heard).to.deep.equal([
      { ...place, kind: 'accepted' },
      { ...place, kind: 'failed' },
      { ...place, kind: 'completed', disposition: undefined },
      { ...place, kind: 'completed', disposition: 'solved' },
      { ...place, kind: 'message', text: 'Hello', messageId: 'm1' },
    ])
  })

  it('hears both the new and the old secret while it is changed', async () => {
    const [newer, older, other] = [1, 2, 3].map((byte) => `whsec_${Buffer.alloc(32, byte).toString('base64')}`)
    const changing = await startOtherDeskServer({ secret: `${newer} ${older}` })
    const statuses: number[] = []
    for (const secret of [newer, older, other])
      statuses.push((await changing.post(BODY, signed(BODY, { ...(secret === undefined ? {} : { secret }) }))).status)
    await changing.close()
    expect(statuses).to.deep.equal([200, 200, 401])
  })

  it('tells who owns the conversation when it is not theirs', async () => {
    server.world.answer = { kind: 'refused', code: 'not_owner', owner: { kind: 'bot' }, epoch: 5 }
    const stale = await say(statusActivity('completed'))
    expect(stale.status).to.equal(409)
    expect(await stale.json()).to.deep.include({ code: 'not_owner', owner: { kind: 'bot' }, epoch: 5 })
    server.world.answer = { kind: 'refused', code: 'not_found' }
    expect((await say(statusActivity('completed'))).status).to.equal(404)
  })

  it('names what is wrong in what is signed', async () => {
    for (const wrong of [
      {},
      statusActivity('gone'),
      statusActivity('accepted', { name: 'handoff.initiate' }),
      statusActivity('accepted', { type: 'typing' }),
      statusActivity('accepted', { channelData: {} }),
      statusActivity('accepted', { from: { name: '' } }),
      statusActivity('accepted', { channelData: { warmline: { handoffId: 'c.h1', epoch: '1', version: 2 } } }),
      statusActivity('', { type: 'message', text: ' ' }),
    ]) {
      const answer = await say(wrong)
      expect([answer.status, ((await answer.json()) as { code: string }).code]).to.deep.equal([400, 'invalid_request'])
    }
    expect(server.heard).to.deep.equal([])
  })

  for (const { name, headers, body = BODY } of OTHER_DESK_FORGERIES) {
    it(`refuses ${name}`, async () => {
      expect(await wrongWith({ name, status: 401, knock: () => server.post(body, headers()) })).to.equal(undefined)
      expect(server.heard).to.deep.equal([])
    })
  }

  it('refuses everybody where there is no other desk', async () => {
    const nowhere = await startOtherDeskServer({ secret: '' })
    const knock = () => nowhere.post(BODY, signed(BODY))
    expect(await wrongWith({ name: 'no secret', status: 401, knock })).to.equal(undefined)
    await nowhere.close()
  })
})
