import { expect } from 'chai'
import { pacedForTeams } from '../../bot/channels/bot-framework/pace.ts'
import type { Commit, OutboxEntry } from '../../conversation/ports.ts'
import { sampleCommit } from '../contracts/samples.ts'
import { HandClock } from '../contracts/opened.ts'

const ENTRY: OutboxEntry = { id: '1-0', destination: 'msteams', event: 0, speaker: 'bot', epoch: 0 }
const SECONDS = 20

describe('the pace of sends to Teams', () => {
  let clock: HandClock
  let sent: number[]
  let send: ReturnType<typeof pacedForTeams>
  beforeEach(() => {
    clock = new HandClock()
    sent = []
    send = pacedForTeams(async () => {
      sent.push(clock.now())
      return { kind: 'sent', channelActivityId: null }
    }, clock)
  })

  const from = (channel: string, id: string, tenantId?: string): Commit => {
    const commit = sampleCommit('c', 1)
    const address = { serviceUrl: 'https://smba.example/emea/', conversation: { id, tenantId } }
    return { ...commit, state: { ...commit.state, channel, address } }
  }
  const attempt = (commit: Commit) => send(commit, ENTRY, new AbortController().signal)
  /** Whoever wants to send tries every tenth of a second. */
  async function keepTrying(senders: Commit[]): Promise<void> {
    for (let tenth = 0; tenth < SECONDS * 10; tenth++) {
      for (const sender of senders) await attempt(sender)
      clock.pass(100)
    }
  }

  it('is seven a second in a thread, after a burst of as many', async () => {
    await keepTrying([from('msteams', 'one', 't'), from('msteams', 'one', 't')])
    expect(sent.length).within(7 * SECONDS, 7 * SECONDS + 7)
  })

  it('is thirty a second in a tenant, however many threads there are', async () => {
    const threads = Array.from({ length: 20 }, (_, n) => from('msteams', `thread-${n}`, 't'))
    await keepTrying(threads)
    expect(sent.length).within(30 * SECONDS - 30, 30 * SECONDS + 30)
  })

  it('of one thread or tenant holds back no other', async () => {
    for (let n = 0; n < 7; n++) await attempt(from('msteams', 'busy', 't'))
    expect(await attempt(from('msteams', 'busy', 't'))).deep.equal({ kind: 'retry', afterMs: 1000 })
    expect(await attempt(from('msteams', 'calm', 't'))).deep.include({ kind: 'sent' })
    for (let n = 0; n < 30; n++) await attempt(from('msteams', `thread-${n}`, 't'))
    expect(await attempt(from('msteams', 'another', 't'))).deep.include({ kind: 'retry' })
    expect(await attempt(from('msteams', 'another', 'other tenant'))).deep.include({ kind: 'sent' })
  })

  it('goes on after the wait it named', async () => {
    for (let n = 0; n < 7; n++) await attempt(from('msteams', 'one', 't'))
    const outcome = await attempt(from('msteams', 'one', 't'))
    clock.pass(outcome.kind === 'retry' ? (outcome.afterMs ?? 0) : 0)
    expect(await attempt(from('msteams', 'one', 't'))).deep.include({ kind: 'sent' })
  })

  it('is nobody else’s', async () => {
    for (let n = 0; n < 100; n++) await attempt(from('slack', 'one', 't'))
    expect(sent).lengthOf(100)
  })
})
