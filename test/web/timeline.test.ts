import { expect } from 'chai'
import type { ChatActivity, OwnerNow } from '../../bot/api/chat.ts'
import { addActivity, chipsOf, groupsOf, type Entry } from '../../web/widget/timeline.ts'

const BOT: OwnerNow = { kind: 'bot' }
const QUEUE: OwnerNow = { kind: 'queue' }
const ME = 'dl_me'

function activity(id: string, from: 'customer' | 'bot' | 'human' | 'notice', more: Partial<ChatActivity> = {}): ChatActivity {
  const { channelData, ...rest } = more
  return {
    type: 'message',
    id,
    timestamp: '2026-01-01T10:00:00.000Z',
    from: { id: from === 'customer' ? ME : from },
    text: id,
    ...rest,
    channelData: { warmline: { from, owner: BOT }, ...channelData },
  }
}

function read(...activities: ChatActivity[]): readonly Entry[] {
  return activities.reduce<readonly Entry[]>((entries, next) => addActivity(entries, next, ME), [])
}

function pending(key: string): Entry {
  return { key, from: 'customer', text: key, at: 0, sources: [], chips: [], state: 'sending' }
}

const chip = (warmline: string, title = warmline): { type: string; title: string; value: unknown } => ({
  type: 'postBack',
  title,
  value: { warmline },
})

describe('the widget’s timeline', () => {
  it('shows an activity once, however often it comes', () => {
    expect(read(activity('1', 'bot'), activity('1', 'bot')).map((entry) => entry.text)).to.deep.equal(['1'])
  })

  it('lets the echo take the place of the words it echoes, before what is still on its way', () => {
    const entries = addActivity(
      [pending('a'), pending('b')],
      activity('1', 'customer', { channelData: { clientActivityID: 'a' } }),
      ME,
    )
    expect(entries.map(({ key, state }) => [key, state])).to.deep.equal([
      ['a', 'sent'],
      ['b', 'sending'],
    ])
  })

  it('reads each cited source once', () => {
    const claim = { '@type': 'Claim', appearance: { name: 'Returns', url: '/articles/returns' } }
    const [entry] = read(activity('1', 'bot', { entities: [{ citation: [claim, claim] }] }))
    expect(entry?.sources).to.deep.equal([{ title: 'Returns', url: '/articles/returns' }])
  })

  it('takes quick replies away once the customer has written, and from words to a person', () => {
    const answer = activity('1', 'bot', { suggestedActions: { actions: [chip('helped')] } })
    expect(chipsOf(read(answer), BOT)).to.have.length(1)
    expect(chipsOf(read(answer, activity('2', 'customer')), BOT)).to.have.length(0)
    expect(chipsOf(read(answer, activity('2', 'notice')), { kind: 'human', name: 'Mara' })).to.have.length(0)
  })

  it('keeps a rating on offer when the answer to a message that crossed it comes after', () => {
    const returned = activity('1', 'notice', { suggestedActions: { actions: [chip('rate', '5')] } })
    expect(chipsOf(read(returned, activity('2', 'bot')), BOT)).to.have.length(1)
    expect(chipsOf(read(returned, activity('thanks', 'customer'), activity('3', 'bot')), BOT)).to.have.length(1)
    expect(chipsOf(read(returned, activity('5', 'customer'), activity('3', 'bot')), BOT)).to.have.length(0)
  })

  it('keeps the ways out of the queue while the customer writes and waits', () => {
    const notice = activity('1', 'notice', { suggestedActions: { actions: [chip('go_on'), chip('cancel'), chip('human')] } })
    const entries = read(notice, activity('2', 'customer'))
    expect(chipsOf(entries, QUEUE).map(({ title }) => title)).to.deep.equal(['go_on', 'cancel'])
    expect(chipsOf(entries, { kind: 'human', name: 'Mara' })).to.have.length(0)
  })

  it('groups what one speaker says, with a time stamp after a pause', () => {
    const groups = groupsOf(
      read(activity('1', 'bot'), activity('2', 'bot'), activity('3', 'bot', { timestamp: '2026-01-01T11:00:00.000Z' })),
    )
    expect(groups.map(({ entries, stamp }) => [entries.length, stamp !== undefined])).to.deep.equal([
      [2, true],
      [1, true],
    ])
  })
})
