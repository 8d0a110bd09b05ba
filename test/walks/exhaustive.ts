import { turnIsOwed } from '../../conversation/owed-turn.ts'
import { checkAtRest, checkEverything } from './properties.ts'
import { type DeskStep, type Step, take } from './steps.ts'
import { AGENTS, CONVERSATIONS, createWorld, type World } from './world.ts'

/** Everything that one customer, two agents, the clock and a crash can do to one conversation. */
const ACTS: Step[] = [
  ...['question', 'human please', 'go on', 'cancel', 'me@example.org'].map((text): Step => ({
    kind: 'says',
    conversation: 0,
    text,
    again: false,
    dies: false,
  })),
  { kind: 'says', conversation: 0, text: 'question', again: true, dies: true },
  ...AGENTS.flatMap((_, agent) =>
    (['claim', 'say', 'return', 'close', 'toColleague', 'toQueue'] as const).map((act) => desk(act, agent, 0)),
  ),
  desk('return', 0, 1),
  { kind: 'endsChat', conversation: 0 },
  { kind: 'time', ms: 61_000, beats: [true, false] },
  { kind: 'time', ms: 13 * 3600_000, beats: [true, true] },
  { kind: 'crash' },
]

/**
 * Every sequence of acts up to `depth`, each property after each act. Two paths that lead to the same situation go on as one, so that
 * the number of situations is what is walked and not the number of paths. Answers how many acts were taken.
 */
export async function walkExhaustively(depth: number): Promise<{ acts: number; situations: number }> {
  const seen = new Set<string>()
  let frontier: Step[][] = [[]]
  let acts = 0
  for (let level = 0; level < depth; level++) {
    const next: Step[][] = []
    for (const path of frontier) {
      for (const act of ACTS) {
        const world = await replay(path)
        await take(world, act)
        acts++
        await checkEverything(world)
        const situation = await situationOf(world)
        if (seen.has(situation)) continue
        seen.add(situation)
        next.push([...path, act])
        await world.crash()
        await world.app.settled()
        await checkEverything(world)
        await checkAtRest(world)
      }
    }
    frontier = next
  }
  return { acts, situations: seen.size }
}

async function replay(path: Step[]): Promise<World> {
  const world = await createWorld()
  for (const step of path) await take(world, step)
  return world
}

/** All that a next act can depend on; versions, times and texts are left out, for nothing is decided by them. */
async function situationOf(world: World): Promise<string> {
  const state = (await world.app.log.head(CONVERSATIONS[0] ?? ''))?.state
  const agents = await world.ports.agents.list()
  const now = world.clock.now()
  return JSON.stringify({
    owner: state?.owner,
    handoff: state?.handoff && [state.handoff.claimedBy, state.handoff.wentOn, state.handoff.contactLeft, state.handoff.state],
    overdue: state?.handoff && now - state.handoff.queuedAt > 12 * 3600_000,
    open: state?.case && [state.case.answered, state.case.escalated],
    ever: [state === undefined, (state?.handoffCount ?? 0) > 0, (state?.caseCount ?? 0) > 0],
    owed: state && turnIsOwed(state),
    agents: agents.map((agent) => [agent.agentId, agent.slots.length, now - agent.seenAt > 60_000]),
  })
}

function desk(act: DeskStep['act'], agent: number, stale: number): DeskStep {
  return { kind: 'desk', act, agent, conversation: 0, stale }
}
