import { expect } from 'chai'
import { createWordStream } from '../../bot/channels/direct-line/word-stream.ts'
import type { ChatActivity } from '../../bot/api/chat.ts'
import type { Commit, Words } from '../../conversation/ports.ts'

const words = (streamId: string, text: string): Words => ({
  kind: 'words',
  conversationId: 'c',
  from: 'bot',
  epoch: 0,
  streamId,
  text,
})
const commit = (...types: string[]): Commit => ({ events: types.map((type) => ({ type })) }) as never
const answer: ChatActivity = {
  type: 'message',
  from: { id: 'warmline' },
  text: 'One. Two.',
  entities: [{ type: 'https://schema.org/Message' }],
  channelData: { warmline: { from: 'bot', owner: { kind: 'bot' }, answerId: 'a' } },
}

describe('an answer while it is composed', () => {
  it('is numbered typing under the id of its first activity, and ends in the answer', () => {
    const stream = createWordStream()
    const shown = [stream.next(words('s1', 'One.')), stream.next(words('s1', 'One. Two.'))]
    expect(shown.map(({ type, id, text }) => [type, id, text])).to.deep.equal([
      ['typing', 's1', 'One.'],
      ['typing', 's1.2', 'One. Two.'],
    ])
    expect(shown.map(({ entities }) => entities?.[0])).to.deep.equal([
      { type: 'streaminfo', streamType: 'streaming', streamSequence: 1 },
      { type: 'streaminfo', streamType: 'streaming', streamSequence: 2, streamId: 's1' },
    ])
    const echo = stream.settle([commit('CustomerMessage')], [{ ...answer, channelData: {} }], false)
    expect(echo.activities[0]?.entities, 'the customer writes on').to.have.length(1)
    const { activities, withdrawn } = stream.settle([commit('BotMessage', 'TurnCompleted')], [answer], false)
    expect(withdrawn).to.equal(undefined)
    expect(activities[0]?.entities?.[1]).to.deep.equal({ type: 'streaminfo', streamType: 'final', streamId: 's1' })
    expect(stream.settle([commit('TurnCompleted')], [answer], false).activities[0]?.entities, 'settled once').to.have.length(1)
  })

  it('is withdrawn when the turn ends otherwise or the owner changes', () => {
    const final = [{ type: 'streaminfo', streamType: 'final', streamId: 's1' }]
    for (const [events, ownerChanged] of [
      [['BotMessage', 'TurnCompleted'], false],
      [['TurnDropped'], false],
      [['HandoffClaimed'], true],
    ] as const) {
      const stream = createWordStream()
      stream.next(words('s1', 'One.'))
      expect(stream.settle([commit(...events)], [], ownerChanged).withdrawn?.entities).to.deep.equal(final)
    }
  })

  it('begins anew with each turn', () => {
    const stream = createWordStream()
    stream.next(words('s1', 'One.'))
    expect(stream.next(words('s2', 'Two.'))).to.deep.include({ id: 's2' })
  })
})
