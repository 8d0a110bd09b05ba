import type { Ports } from '../../bot/application.ts'
import { randomIds } from '../../domain/ids.ts'
import type { Commit } from '../../conversation/ports.ts'
import { below, type Counts, seeded, type Torture } from './counts.ts'
import { createEchoApplication } from './echo-application.ts'
import { openTortureStore } from './open-store.ts'

const ADA = { agentId: 'ada', name: 'Ada' }
const BEN = { agentId: 'ben', name: 'Ben' }

/**
 * A waiting customer asked the bot on; at a random await of the turn an agent claims, then transfers, closes or returns. Nothing of the
 * bot's may follow the change of owner, and a customer who never stops typing still gets a turn for every message that is the bot's.
 */
export const takeover: Torture = {
  about: 'waiting turns with a takeover at a random await',
  small: 500,
  full: 5000,
  async run({ n, seed, store: kind }): Promise<Counts> {
    const random = seeded(seed)
    const store = await openTortureStore(kind)
    const interrupting = interruptible(store)
    const { app, problems } = createEchoApplication(interrupting.ports, { random })
    for (const agent of [ADA, BEN]) {
      await store.agents.compareAndSet({
        ...agent,
        presence: 'available',
        seenAt: Date.now() + 1e9,
        capacity: 2 * n,
        slots: [],
        revision: 0,
      })
    }
    let violations = 0
    let stuck = 0
    for (let turn = 0; turn < n; turn++) {
      const conversationId = `takeover${turn}`
      await says(conversationId, 'human')
      await says(conversationId, 'go on')
      interrupting.after(below(random, 6), () => takeOver(conversationId, random()))
      for (let message = 0; message <= below(random, 4); message++) {
        await app.receive({ conversationId, channel: 'directline', customerId: 'dl', keys: [randomIds.next()], text: 'question' })
      }
      await app.settled()
      await interrupting.done()
      await app.settled()
      const commits = await store.log.read(conversationId, 0, 1000)
      violations += botWordsUnderOthers(commits)
      stuck += stillOwed(commits)
    }
    await store.close()
    return { attempted: n, acknowledged: n, stuck, violations: violations + problems.length }

    async function says(conversationId: string, text: string): Promise<void> {
      await app.receive({ conversationId, channel: 'directline', customerId: 'dl', keys: [randomIds.next()], text })
      await app.settled()
    }

    async function takeOver(conversationId: string, then: number): Promise<void> {
      const head = await store.log.head(conversationId)
      const handoffId = head?.state.handoff?.id ?? ''
      const claimed = await app.desk.claim(ADA, handoffId, head?.epoch ?? -1)
      if (claimed.kind !== 'done') return
      const { epoch, version } = claimed
      if (then < 0.25) await app.desk.transfer(ADA, { handoffId, epoch, to: { kind: 'agent', agentId: BEN.agentId } })
      else if (then < 0.5) await app.desk.close(ADA, { handoffId, epoch, version, disposition: 'solved' })
      else if (then < 0.75) await app.desk.return(ADA, { handoffId, epoch, version })
    }
  },
}

/** A log that does something else at its nth call, as another process would at any moment. */
function interruptible(ports: Ports) {
  let left = -1
  let act: (() => Promise<void>) | undefined
  let acting: Promise<void> = Promise.resolve()
  const maybe = async (): Promise<void> => {
    if (act === undefined || left-- > 0) return
    const now = act
    act = undefined
    acting = now()
    await acting
  }
  const { log } = ports
  return {
    ports: {
      ...ports,
      log: {
        ...log,
        append: async (...args: Parameters<typeof log.append>) => (await maybe(), log.append(...args)),
        head: async (id: string) => {
          const head = await log.head(id)
          await maybe()
          return head
        },
      },
    },
    after(calls: number, what: () => Promise<void>) {
      left = calls
      act = what
    },
    /** What was not reached yet happens now. */
    async done() {
      left = 0
      await maybe()
      await acting
    },
  }
}

function botWordsUnderOthers(commits: Commit[]): number {
  let owner = 'bot'
  let wrong = 0
  for (const event of commits.flatMap((commit) => commit.events)) {
    if (event.type === 'HandoffQueued') owner = 'queue'
    if (event.type === 'CustomerWentOn') owner = 'queue, bot meanwhile'
    if (event.type === 'HandoffClaimed' || event.type === 'HandoffTransferred') owner = 'human'
    if (event.type === 'HandoffReturned' || event.type === 'HandoffClosed') owner = 'bot'
    if (event.type === 'BotMessage' && (owner === 'human' || owner === 'queue')) wrong++
  }
  return wrong
}

function stillOwed(commits: Commit[]): number {
  const state = commits.at(-1)?.state
  return state?.owner.kind === 'bot' && state.lastCustomerVersion > state.handledThrough ? 1 : 0
}
