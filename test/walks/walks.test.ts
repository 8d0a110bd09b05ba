import { expect } from 'chai'
import fc from 'fast-check'
import type { Ports } from '../../bot/application.ts'
import { walkExhaustively } from './exhaustive.ts'
import { step } from './steps.ts'
import { walked } from './walk.ts'

const RUNS = { numRuns: 150, seed: 20260105 }
const walk = fc.array(step, { minLength: 5, maxLength: 60 })

const REACHED = [
  ...[
    'CaseOpened',
    'CaseClosed',
    'TurnCompleted',
    'TurnDropped',
    'TurnRetried',
    'HandoffQueued',
    'HandoffClaimed',
    'HandoffTransferred',
  ],
  ...[
    'HandoffRequeued',
    'HandoffReturned',
    'HandoffClosed',
    'HandoffAbandoned',
    'HandoffExpired',
    'CustomerWentOn',
    'ContactLeft',
  ],
  ...['HumanMessage', 'NoteAdded', 'CustomerEnded'],
]

describe('random walks: two agents, two customers, the bot, the clock and crashes', () => {
  it('keep every property true', async function () {
    this.timeout(120_000)
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(walk, (steps) => walked(steps, undefined, seen)),
      RUNS,
    )
    // Blind steps must still reach everything that can happen between customer, bot and desk.
    expect([...seen]).to.include.members(REACHED)
  })
})

describe('every sequence of acts of one customer, two agents, the clock and a crash', () => {
  it('up to eight acts keeps every property true', async function () {
    this.timeout(120_000)
    const { situations } = await walkExhaustively(8)
    expect(situations, 'that many different situations were reached').to.be.at.least(40)
  })
})

/** Each property test must be able to fail: with one faulty part passed in, it does. */
describe('random walks notice', () => {
  const notices = (what: string, faulty: (ports: Ports) => Ports) =>
    it(what, async function () {
      this.timeout(120_000)
      const outcome = await fc.check(
        fc.asyncProperty(walk, (steps) => walked(steps, faulty)),
        { ...RUNS, endOnFailure: true },
      )
      expect(outcome.failed).to.equal(true)
    })

  notices('a log that never conflicts', ({ log, ...ports }) => ({
    ...ports,
    log: {
      ...log,
      append: async (commit, row) => ((await log.append(commit, row)).kind === 'conflict' ? { kind: 'ok' } : { kind: 'ok' }),
    },
  }))
  notices('a log that forgets its keys', ({ log, ...ports }) => ({
    ...ports,
    log: {
      ...log,
      append: (commit, row) => log.append({ ...commit, keys: [commit.commitId] }, row),
      findByKey: async () => undefined,
    },
  }))
  notices('agents whose last writer wins', ({ agents, ...ports }) => ({
    ...ports,
    agents: {
      ...agents,
      compareAndSet: async (agent) => {
        for (;;) {
          const revision = (await agents.get(agent.agentId))?.revision ?? 0
          if ((await agents.compareAndSet({ ...agent, revision })) === 'ok') return 'ok'
        }
      },
    },
  }))
  notices('a log that forgets what is owed', ({ log, ...ports }) => ({ ...ports, log: { ...log, oldest: async () => [] } }))
  notices('rows that stay behind', ({ rows, ...ports }) => ({ ...ports, rows: { ...rows, get: async () => undefined } }))
  notices('a log that lets a stale head be read', ({ log, ...ports }) => ({
    ...ports,
    log: { ...log, append: (commit, row) => log.append({ ...commit, at: commit.at - 60_000 * (commit.version % 2) }, row) },
  }))
})
