import { expect } from 'chai'
import fc from 'fast-check'
import { createCommit, type Decision, type DecisionContext } from '../../conversation/commit.ts'
import { fold } from '../../conversation/fold.ts'
import type { ConversationLog, ConversationRows } from '../../conversation/ports.ts'
import { project } from '../../conversation/project.ts'
import { type ConversationState, initialState } from '../../conversation/state.ts'
import type { ConversationEvent } from '../../domain/events.ts'
import { HandClock, type Open, type Opened } from './opened.ts'

interface Ports {
  log: ConversationLog
  rows: ConversationRows
}

/** Rows made again from the log are the rows that were kept; and each commit holds the state its events lead to. */
export function describeRebuiltRowsContract(name: string, open: Open<Ports>): void {
  describe(`rows rebuilt from the log · ${name}`, () => {
    let store: Opened<Ports>
    let clock: HandClock
    beforeEach(async () => {
      clock = new HandClock()
      store = await open(clock)
    })
    afterEach(() => store.close())

    const check = (ports: Ports, endOnFailure = false) => {
      let walks = 0
      return fc.check(
        fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 20 }), async (acts) => {
          const ids = [1, 2].map((n) => `walk-${walks}-${n}`)
          walks++
          await walk(ports.log, clock, ids, acts)
          await store.idle?.()
          for (const id of ids) await rebuildsTheSame(ports, id)
        }),
        { numRuns: 15, seed: 20_240_301, endOnFailure },
      )
    }

    it('are the rows that were kept, whoever wrote at once', async () => {
      const { failed, errorInstance } = await check(store)
      if (failed) throw errorInstance
    })

    it('would differ if a commit came with the row before it', async () => {
      const late = new Map<string, Parameters<ConversationLog['append']>[1]>()
      const log: ConversationLog = {
        ...store.log,
        append: (commit, row) => {
          const before = late.get(row.conversationId) ?? row
          late.set(row.conversationId, row)
          return store.log.append(commit, { ...before, version: row.version })
        },
      }
      expect((await check({ log, rows: store.rows }, true)).failed).equal(true)
    })
  })
}

const act = fc.record({
  conversation: fc.nat({ max: 1 }),
  kind: fc.constantFrom('message', 'message', 'turn', 'request', 'claim', 'return', 'end'),
  /** Acts that start together race for versions. */
  waitsForOthers: fc.boolean(),
})
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never

async function walk(log: ConversationLog, clock: HandClock, ids: string[], acts: Act[]): Promise<void> {
  let made = 0
  const commit = createCommit({ log, clock, ids: { next: () => `${ids.join()}-${++made}` } })
  let running: Promise<unknown>[] = []
  for (const { conversation, kind, waitsForOthers } of acts) {
    if (waitsForOthers) await Promise.all(running.splice(0))
    clock.pass(7)
    running = [
      ...running,
      commit({ conversationId: ids[conversation] ?? '', decide: decisionFor(kind, ids[conversation] ?? '') }),
    ]
  }
  await Promise.all(running)
}

function decisionFor(kind: Act['kind'], id: string) {
  return (state: ConversationState, context: DecisionContext): Decision<'not_now'> => {
    const events = eventsFor(kind, id, state, context)
    return events ? { events } : { refuse: 'not_now' }
  }
}

function eventsFor(
  kind: Act['kind'],
  id: string,
  state: ConversationState,
  { version, now }: DecisionContext,
): ConversationEvent[] | undefined {
  const caseId = `${id}.c${state.caseCount + 1}`
  const handoffId = state.handoff?.id ?? `${id}.h${state.handoffCount + 1}`
  const agent = { agentId: 'rosa', agentName: 'Rosa', slotId: `slot-${version}` }
  switch (kind) {
    case 'message': {
      const message = {
        type: 'CustomerMessage',
        channel: 'directline',
        customerKey: 'k',
        text: `Where is parcel ${version}?`,
      } as const
      const opened = { type: 'CaseOpened', caseId, messageVersion: version, openedAt: now } as const
      return state.case ? [message] : [opened, message]
    }
    case 'turn':
      if (state.owner.kind !== 'bot' || state.lastCustomerVersion <= state.handledThrough) return undefined
      return [
        {
          type: 'BotMessage',
          replyTo: state.lastCustomerVersion,
          text: `On its way (${version}).`,
          quickReplies: [],
          citations: [],
        },
        {
          type: 'TurnCompleted',
          messageVersion: state.lastCustomerVersion,
          outcome: 'answered',
          language: 'en',
          dialog: { version },
        },
      ]
    case 'request':
      if (state.owner.kind !== 'bot' || !state.case) return undefined
      return [
        {
          type: 'HandoffRequested',
          handoffId,
          caseId: state.case.id,
          reason: 'customer_request',
          brief: { wants: 'a person', tried: [], mood: 'calm' },
          transcript: { from: 1, to: version },
        },
        { type: 'HandoffQueued', handoffId, queue: 'default', priority: version % 2 === 0 ? 'high' : 'normal' },
      ]
    case 'claim':
      return state.owner.kind === 'queue' ? [{ type: 'HandoffClaimed', handoffId, ...agent }] : undefined
    case 'return':
      if (state.owner.kind !== 'human') return undefined
      return [{ type: 'HandoffReturned', handoffId, agentId: state.owner.agentId, seenVersion: version - 1 }]
    case 'end':
      return state.case && !state.handoff
        ? [{ type: 'CustomerEnded' }, { type: 'CaseClosed', caseId: state.case.id, resolution: 'assumed' }]
        : undefined
  }
}

async function rebuildsTheSame({ log, rows }: Ports, conversationId: string): Promise<void> {
  const commits = await log.read(conversationId, 0, 1000)
  let state = initialState()
  for (const commit of commits) {
    state = fold(state, commit.events, commit)
    expect(commit.state).deep.equal(state)
  }
  expect(commits.map(({ version }) => version)).deep.equal(commits.map((_, index) => index + 1))
  expect(await rows.get(conversationId)).deep.equal(commits.length === 0 ? undefined : project(conversationId, state))
}
