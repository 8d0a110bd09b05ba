import { expect } from 'chai'
import { scenario } from './conversation.ts'

const well = () => ({ otherDesk: { status: 202 } })

describe('a conversation with another desk', () => {
  scenario(
    'goes there whole, is helped there, and comes back; the next question is answered',
    async (c) => {
      await c.customerSays('How long do I have to return something?')
      await c.botReplies(/45 days/, /help/)
      await c.customerSays('let me talk to a real person please')
      await c.customerSees('notice', /passed this on to a person/)
      const asked = await c.otherDeskGets('initiate')
      expect(asked.value).to.deep.include({ reason: 'customer_request' })
      const transcript = asked.attachments?.find(({ name }) => name === 'Transcript')?.content.activities ?? []
      expect(transcript.filter(({ from }) => from.role === 'user').map(({ text }) => text)).to.deep.equal([
        'How long do I have to return something?',
        'let me talk to a real person please',
      ])
      expect(transcript.some(({ text, from }) => from.role === 'bot' && /45 days/.test(text))).to.equal(true)

      await c.customerSays('It is about order LH-1234567')
      await c.otherDeskGets('words of the user', /LH-1234567/)
      await c.botStaysSilent()
      await c.otherDeskSays({ kind: 'accepted' })
      await c.customerSees('notice', /Zoe has joined/)
      await c.otherDeskSays({ kind: 'message', text: 'I have found it.' })
      await c.customerSees('human', 'I have found it.')
      await c.customerSays('Wonderful')
      await c.otherDeskGets('words of the user', /Wonderful/)
      await c.botStaysSilent()
      await c.otherDeskSays({ kind: 'completed' })
      await c.customerSees('notice', /Zoe has handed the conversation back/)
      await c.customerSays('How long do I have to return something?')
      await c.botReplies(/45 days/, /help/)
    },
    well(),
  )

  scenario(
    'is closed there with what came of it',
    async (c) => {
      await c.customerSays('I want a human')
      await c.customerSees('notice', /passed this on/)
      await c.otherDeskGets('initiate')
      await c.otherDeskSays({ kind: 'accepted' })
      await c.customerSees('notice', /Zoe has joined/)
      await c.otherDeskSays({ kind: 'completed', disposition: 'solved' })
      await c.customerSees('notice', /Zoe has closed/)
      expect((await c.events('HandoffClosed')).map(({ disposition }) => disposition)).to.deep.equal(['solved'])
      expect((await c.events('CaseClosed')).map(({ resolution }) => resolution)).to.deep.equal(['escalated'])
    },
    well(),
  )

  scenario(
    'a message that crosses the return gets its answer',
    async (c) => {
      await c.customerSays('I want a human')
      await c.customerSees('notice', /passed this on/)
      await c.otherDeskGets('initiate')
      await c.otherDeskSays({ kind: 'accepted' })
      await c.customerSees('notice', /joined/)
      await c.customerSays('How long do I have to return something?')
      await c.otherDeskSays({ kind: 'completed' })
      await c.customerSees('notice', /handed the conversation back/)
      await c.botReplies(/45 days/, /help/)
      await c.otherDeskGets('words of the user')
    },
    well(),
  )

  scenario(
    'nobody there takes it: the customer hears that and has the bot back',
    async (c) => {
      await c.customerSays('I want a human')
      await c.customerSees('notice', /passed this on/)
      await c.otherDeskGets('initiate')
      await c.otherDeskSays({ kind: 'failed' })
      await c.customerSees('notice', /could not get you a person/)
      await c.customerSays('How long do I have to return something?')
      await c.botReplies(/45 days/, /help/)
    },
    well(),
  )

  scenario(
    'the other desk cannot be reached: said at once where it refuses, and nothing is left waiting',
    async (c) => {
      await c.customerSays('I want a human')
      await c.customerSees('notice', /passed this on/)
      await c.customerSees('notice', /could not get you a person/)
      expect((await c.events('DeliveryFailed')).map(({ code }) => code)).to.deep.equal(['http_403'])
      expect((await c.events('HandoffFailed')).map(({ cause }) => cause)).to.deep.equal(['unreachable'])
      expect((await c.agentRetries('Ada')).kind, 'the handoff is over').to.equal('refused')
      await c.customerSays('How long do I have to return something?')
      await c.botReplies(/45 days/, /help/)
    },
    { otherDesk: { status: 403 } },
  )

  scenario(
    'the customer cancels, and the other desk is told',
    async (c) => {
      await c.customerSays('I want a human')
      await c.customerSees('notice', /passed this on/)
      await c.otherDeskGets('initiate')
      await c.customerTaps('Ask the bot meanwhile')
      await c.customerSees('notice', /place in the queue is kept/)
      await c.otherDeskGets('words of the user')
      await c.customerSays('How long do I have to return something?')
      await c.botReplies(/45 days/, /help/)
      await c.otherDeskGets('words of the user')
      await c.otherDeskGets('words of the bot', /45 days/)
      await c.otherDeskGets('words of the bot')
      await c.customerSays('cancel')
      await c.customerSees('notice', /Cancelled/)
      await c.otherDeskGets('words of the user', /cancel/)
      await c.otherDeskGets('failed HandoffAbandoned')
      expect(await c.otherDeskSays({ kind: 'accepted' })).to.deep.include({ kind: 'refused', owner: { kind: 'bot' } })
      await c.botStaysSilent()
    },
    well(),
  )

  scenario(
    'one of our own agents takes it: the other desk is told and has no say any more',
    async (c) => {
      await c.customerSays('I want a human')
      await c.customerSees('notice', /passed this on/)
      await c.otherDeskGets('initiate')
      await c.agentClaims('Ada')
      await c.customerSees('notice', /Ada has joined/)
      await c.otherDeskGets('accepted HandoffClaimed')
      expect(await c.otherDeskSays({ kind: 'accepted' })).to.deep.include({ kind: 'refused', code: 'conflict' })
      expect(await c.otherDeskSays({ kind: 'message', text: 'Me too' })).to.deep.include({ kind: 'refused', code: 'not_owner' })
      expect(await c.otherDeskSays({ kind: 'failed' })).to.deep.include({ kind: 'refused', code: 'conflict' })
      await c.customerSays('Hello Ada')
      await c.agentTransfers('Ada', 'queue')
      await c.customerSees('notice', /queue/)
      const { epoch } = await c.head()
      expect(await c.otherDeskSays({ kind: 'accepted' }, { epoch }), 'it waits in our own queue').to.deep.include({
        kind: 'refused',
      })
    },
    { agentsOnline: ['Ada'], ...well() },
  )

  scenario(
    'an older epoch changes nothing, and the same thing said twice is done once',
    async (c) => {
      await c.customerSays('I want a human')
      await c.customerSees('notice', /passed this on/)
      const { channelData } = await c.otherDeskGets('initiate')
      const first = await c.otherDeskSays({ kind: 'accepted' })
      await c.customerSees('notice', /joined/)
      expect(await c.otherDeskSays({ kind: 'accepted' }, channelData.warmline), 'its answer was lost').to.deep.equal(first)
      const stale = { epoch: channelData.warmline.epoch }
      for (const said of [{ kind: 'message', text: 'old' }, { kind: 'completed' }, { kind: 'failed' }] as const)
        expect(await c.otherDeskSays(said, stale), said.kind).to.deep.include({ kind: 'refused', epoch: stale.epoch + 1 })
      await c.botStaysSilent()
      await c.otherDeskSays({ kind: 'failed' })
      await c.customerSees('notice', /could not get you a person/)
    },
    well(),
  )

  const MINUTE = 60_000

  scenario(
    'falls silent: the customer is back in our own queue in the old place and told once, and it has no say any more',
    async (c) => {
      await c.customerSays('I want a human')
      await c.customerSees('notice', /passed this on/)
      await c.otherDeskGets('initiate')
      const { queuedAt } = (await c.head()).state.handoff!
      await c.otherDeskSays({ kind: 'accepted' })
      await c.customerSees('notice', /Zoe has joined/)
      await c.otherDeskSays({ kind: 'message', text: 'What is the order number?' })
      await c.customerSees('human', /order number/)
      await c.timePasses(60 * MINUTE)
      await c.botStaysSilent()
      await c.customerSays('LH-1234567')
      await c.otherDeskGets('words of the user')
      await c.timePasses(20 * MINUTE)
      await c.customerSays('Are you there?')
      await c.otherDeskGets('words of the user')
      await c.timePasses(9 * MINUTE)
      await c.botStaysSilent()
      await c.agentIsHere('Ada')
      await c.timePasses(MINUTE)
      await c.customerSees('notice', /connection to Zoe was lost.*old place/)
      await c.otherDeskGets('failed HandoffRequeued')
      const { owner, handoff } = (await c.head()).state
      expect(owner).to.deep.equal({ kind: 'queue' })
      expect(handoff).to.deep.include({ queue: 'default', queuedAt, claimedBy: null })
      await c.timePasses(MINUTE)
      await c.botStaysSilent()
      for (const said of [{ kind: 'message', text: 'Here I am' }, { kind: 'completed' }] as const)
        expect(await c.otherDeskSays(said), said.kind).to.deep.include({ kind: 'refused', owner: { kind: 'queue' } })
      expect(await c.otherDeskSays({ kind: 'accepted' })).to.deep.include({ kind: 'refused' })
      await c.agentIsHere('Ada')
      await c.agentClaims('Ada')
      await c.customerSees('notice', /Ada has joined/)
      await c.customerSays('At last')
    },
    well(),
  )

  scenario(
    'falls silent after it accepted, and nobody of ours is here: said, and the customer has the bot back',
    async (c) => {
      await c.customerSays('I want a human')
      await c.customerSees('notice', /passed this on/)
      await c.otherDeskGets('initiate')
      await c.otherDeskSays({ kind: 'accepted' })
      await c.customerSees('notice', /Zoe has joined/)
      await c.timePasses(30 * MINUTE)
      await c.customerSees('notice', /could not get you a person/)
      await c.otherDeskGets('failed HandoffFailed')
      expect((await c.events('HandoffFailed')).map(({ cause }) => cause)).to.deep.equal(['silent'])
      expect(await c.otherDeskSays({ kind: 'message', text: 'Here I am' })).to.deep.include({
        kind: 'refused',
        code: 'not_owner',
      })
      await c.customerSays('How long do I have to return something?')
      await c.botReplies(/45 days/, /help/)
    },
    well(),
  )

  scenario(
    'of one of our own agents nobody is taken away for not answering while the agent is here',
    async (c) => {
      await c.customerSays('I want a human')
      await c.customerSees('notice', /passed this on/)
      await c.otherDeskGets('initiate')
      await c.agentClaims('Ada')
      await c.customerSees('notice', /Ada has joined/)
      await c.otherDeskGets('accepted HandoffClaimed')
      await c.customerSays('Hello Ada')
      for (let minutes = 0; minutes < 60; minutes++) {
        await c.agentIsHere('Ada')
        await c.timePasses(MINUTE)
      }
      expect((await c.head()).state.owner).to.deep.equal({ kind: 'human', agentId: 'ada' })
    },
    { agentsOnline: ['Ada'], ...well() },
  )
})
