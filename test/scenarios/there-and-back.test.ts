import { expect } from 'chai'
import { scenario } from './conversation.ts'

describe('a conversation, there and back', () => {
  scenario('a question is answered with its source, confirmed and rated', async (c) => {
    await c.customerSays('How long do I have to return something?')
    await c.botReplies(/45 days/, /help/)
    expect(c.lastSource()).to.match(/^return/)
    await c.customerTaps('Yes, thanks')
    await c.botReplies(/./, /1 .*5/)
    await c.customerTaps('5')
    await c.botReplies(/sentence/)
    await c.customerSays('Quick and clear')
    await c.botReplies(/./)
    expect(await c.events('CaseClosed')).to.deep.equal([{ type: 'CaseClosed', caseId: 'scenario.c1', resolution: 'confirmed' }])
    expect((await c.events('RatingCommented')).map((event) => event.comment)).to.deep.equal(['Quick and clear'])
  })

  scenario(
    'a person is asked for, joins, helps, and gives the conversation back; the next question is answered',
    async (c) => {
      await c.customerSays('let me talk to a real person please')
      await c.customerSees('notice', /queue/)
      expect((await c.events('HandoffRequested')).map((event) => event.reason)).to.deep.equal(['customer_request'])
      await c.customerSays('It is about order LH-1234567')
      await c.botStaysSilent()
      await c.agentClaims('Ada')
      await c.customerSees('notice', /Ada has joined/)
      await c.agentSays('Ada', 'I have found it. It arrives tomorrow.')
      await c.customerSees('human', 'I have found it. It arrives tomorrow.')
      await c.agentNotes('Ada', 'Carrier is at fault')
      await c.botStaysSilent()
      await c.customerSays('Wonderful')
      await c.botStaysSilent()
      await c.agentReturns('Ada')
      await c.customerSees('notice', /Ada has handed the conversation back/)
      await c.customerTaps('5')
      await c.botReplies(/sentence/)
      await c.customerTaps('No, thanks')
      await c.botReplies(/./)
      await c.customerSays('How long do I have to return something?')
      await c.botReplies(/45 days/, /help/)
    },
    { agentsOnline: ['Ada'] },
  )

  scenario('nobody is at the desk: it says so, keeps the place and takes a way to reach the customer', async (c) => {
    await c.customerSays('agent!!')
    await c.customerSees('notice', /Nobody is at the desk/)
    await c.customerSays('me@example.org')
    await c.customerSees('notice', /me@example\.org/)
    expect((await c.head()).state.handoff?.contactLeft).to.equal(true)
    await c.timePasses(13 * 3600_000)
    await c.botStaysSilent()
    expect((await c.head()).state.owner.kind).to.equal('queue')
  })

  scenario(
    'while waiting the customer asks the bot on, and cancels',
    async (c) => {
      await c.customerSays('I want a human')
      await c.customerSees('notice', /queue/)
      await c.customerTaps('Ask the bot meanwhile')
      await c.customerSees('notice', /place in the queue is kept/)
      await c.customerSays('How long do I have to return something?')
      await c.botReplies(/45 days/, /help/)
      await c.customerSays('cancel')
      await c.customerSees('notice', /Cancelled/)
      await c.customerSays('How long do I have to return something?')
      await c.botReplies(/45 days/, /help/)
    },
    { agentsOnline: ['Ada'] },
  )

  scenario(
    'a message that crosses the return gets its answer',
    async (c) => {
      await c.customerSays('a person please')
      await c.customerSees('notice', /queue/)
      await c.agentClaims('Ada')
      await c.customerSees('notice', /joined/)
      const { version } = await c.head()
      await c.customerSays('How long do I have to return something?')
      await c.botStaysSilent()
      await c.agentReturns('Ada', version)
      await c.customerSees('notice', /handed the conversation back/)
      await c.botReplies(/45 days/, /help/)
    },
    { agentsOnline: ['Ada'] },
  )

  scenario(
    'an agent whose connection is lost loses the claim; the customer is told once and keeps the place',
    async (c) => {
      await c.customerSays('a person please')
      await c.customerSees('notice', /queue/)
      const { queuedAt } = (await c.head()).state.handoff ?? {}
      await c.agentClaims('Ada')
      await c.customerSees('notice', /joined/)
      await c.timePasses(61_000)
      await c.customerSees('notice', /back in the queue/)
      await c.timePasses(61_000)
      expect((await c.head()).state.handoff?.queuedAt).to.equal(queuedAt)
      expect(await c.agentSays('Ada', 'Still there?')).to.include({ kind: 'refused', code: 'not_owner' })
      await c.botStaysSilent()
    },
    { agentsOnline: ['Ada'] },
  )

  scenario(
    'every provider down: a wish for a person still reaches the queue',
    async (c) => {
      await c.customerSays('How long do I have to return something?')
      await c.botReplies(/./)
      await c.customerSays('get me a human')
      await c.customerSees('notice', /queue/)
      c.reported.length = 0
    },
    { agentsOnline: ['Ada'], answerQuestion: () => () => Promise.reject(new Error('down')) },
  )

  scenario('the customer ends the chat and comes back the next day', async (c) => {
    await c.customerSays('How long do I have to return something?')
    await c.botReplies(/45 days/, /help/)
    await c.customerEnds()
    await c.customerSees('notice', /You ended the chat/)
    await c.timePasses(24 * 3600_000)
    await c.customerSays('How long do I have to return something?')
    await c.botReplies(/45 days/, /help/)
    expect((await c.events('CaseOpened')).length).to.equal(2)
  })

  scenario(
    'an agent is lost who had held the conversation for longer than a wait may last: the customer still waits, for as long again',
    async (c) => {
      const HOUR = 3600_000
      await c.customerSays('I want a human')
      await c.customerSees('notice', /queue/)
      await c.agentClaims('Ada')
      await c.customerSees('notice', /Ada has joined/)
      for (let minutes = 0; minutes < 13 * 60; minutes++) {
        await c.agentIsHere('Ada')
        await c.timePasses(60_000)
      }
      await c.timePasses(120_000)
      await c.customerSees('notice', /connection to Ada was lost/)
      await c.timePasses(11 * HOUR)
      await c.botStaysSilent()
      expect((await c.head()).state.owner).to.deep.equal({ kind: 'queue' })
      await c.timePasses(HOUR)
      await c.customerSees('notice', /Nobody could take this in time/)
    },
    { agentsOnline: ['Ada'] },
  )
})
