import { expect } from 'chai'
import { CollectingAdapter } from '../../dialogs/collecting-adapter.ts'

describe('the collecting adapter', () => {
  it('keeps messages in order with their chips, and nothing else', async () => {
    const adapter = new CollectingAdapter()
    await adapter.run({ type: 'message', text: 'hi' }, async (context) => {
      await context.sendActivity({ type: 'typing' })
      await context.sendActivity('one')
      await context.sendActivity({
        type: 'message',
        text: 'two',
        suggestedActions: {
          to: [],
          actions: [
            { type: 'postBack', title: 'Talk to a person', value: { warmline: 'human' } },
            { type: 'imBack', title: 'No, thanks', value: 'No, thanks' },
          ],
        },
      })
    })
    expect(adapter.botMessages(7)).to.deep.equal([
      { type: 'BotMessage', replyTo: 7, text: 'one', quickReplies: [], citations: [] },
      {
        type: 'BotMessage',
        replyTo: 7,
        text: 'two',
        quickReplies: [{ title: 'Talk to a person', action: { warmline: 'human' } }, { title: 'No, thanks' }],
        citations: [],
      },
    ])
  })

  it('refuses what a turn may not do', async () => {
    const adapter = new CollectingAdapter()
    for (const refused of [adapter.updateActivity(), adapter.deleteActivity(), adapter.continueConversation()]) {
      expect(
        await refused.then(
          () => undefined,
          (error: unknown) => error,
        ),
      ).to.be.instanceOf(Error)
    }
  })
})
