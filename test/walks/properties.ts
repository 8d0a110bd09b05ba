import { expect } from 'chai'
import { fold } from '../../conversation/fold.ts'
import { turnIsOwed } from '../../conversation/owed-turn.ts'
import type { Commit } from '../../conversation/ports.ts'
import { project } from '../../conversation/project.ts'
import { initialState } from '../../conversation/state.ts'
import type { ConversationEvent } from '../../domain/events.ts'
import { CONVERSATIONS, type World } from './world.ts'

/** The properties of docs/architecture.md, "What must never be false", each read from the log by an oracle that shares no code with the fold. */
export async function checkEverything(world: World): Promise<void> {
  expect(world.problems, 'nothing may fail inside').to.deep.equal([])
  await world.idle()
  for (const conversationId of CONVERSATIONS) {
    const commits = await world.commits(conversationId)
    const unchanged = world.checkedThrough.get(conversationId) === commits.length
    if (unchanged) continue
    world.checkedThrough.set(conversationId, commits.length)
    versionsAreGapless(commits)
    timeNeverGoesBack(commits)
    oneOwnerAndOnlyTheySpeak(commits)
    oneClaimPerEpoch(commits)
    atMostOneOpenCase(commits)
    noCycleWithoutTheCustomer(commits)
    everyKeyOnce(commits)
    stateIsTheFold(commits)
    await rowIsTheProjection(world, conversationId, commits)
    acknowledgedExactlyOnce(world, conversationId, commits)
  }
  await capacityHolds(world)
}

/** At rest nothing is owed and everything owed came to an end. */
export async function checkAtRest(world: World): Promise<void> {
  for (const conversationId of CONVERSATIONS) {
    const commits = await world.commits(conversationId)
    const head = commits.at(-1)
    if (!head) continue
    expect(turnIsOwed(head.state), 'property 19: no turn stays owed').to.equal(false)
    everyQuestionToTheBotIsAnswered(commits)
  }
}

export function versionsAreGapless(commits: Commit[]): void {
  expect(
    commits.map((commit) => commit.version),
    'property 7: gapless',
  ).to.deep.equal(commits.map((_, index) => index + 1))
}

function timeNeverGoesBack(commits: Commit[]): void {
  for (const [index, commit] of commits.entries()) {
    expect(commit.at, 'time never goes back').to.be.at.least(commits[index - 1]?.at ?? 0)
  }
}

type Owner = 'bot' | 'queue' | `human:${string}`

/** The owner after an event, told from the event alone. */
function ownerAfter(owner: Owner, event: ConversationEvent): Owner {
  switch (event.type) {
    case 'HandoffQueued':
    case 'HandoffRequeued':
      return 'queue'
    case 'HandoffClaimed':
    case 'HandoffTransferred':
      return `human:${event.agentId}`
    case 'HandoffReturned':
    case 'HandoffClosed':
    case 'HandoffAbandoned':
    case 'HandoffExpired':
    case 'HandoffFailed':
      return 'bot'
    default:
      return owner
  }
}

export function oneOwnerAndOnlyTheySpeak(commits: Commit[]): void {
  let owner: Owner = 'bot'
  let wentOn = false
  let epoch = 0
  for (const commit of commits) {
    for (const event of commit.events) {
      if (event.type === 'BotMessage') {
        expect(
          owner === 'bot' || (owner === 'queue' && wentOn),
          `property 2: the bot spoke while ${owner} owned version ${commit.version}`,
        ).to.equal(true)
      }
      if (event.type === 'HumanMessage') expect(owner, 'property 2: a human spoke').to.equal(`human:${event.agentId}`)
      if (event.type === 'CustomerWentOn') wentOn = true
      const next = ownerAfter(owner, event)
      if (next !== owner) {
        epoch += 1
        if (next !== 'queue' || owner === 'bot') wentOn = false
        owner = next
      }
    }
    const { owner: kept } = commit.state
    expect(kept.kind === 'human' ? `human:${kept.agentId}` : kept.kind, 'property 1: one owner').to.equal(owner)
    expect(commit.epoch, 'the epoch rises with every change of owner').to.equal(epoch)
  }
}

export function oneClaimPerEpoch(commits: Commit[]): void {
  const claimed = commits.flatMap((commit) =>
    commit.events.flatMap((event) => (event.type === 'HandoffClaimed' ? [`${event.handoffId}/${commit.epoch}`] : [])),
  )
  expect(new Set(claimed).size, 'property 3: one winning claim per epoch').to.equal(claimed.length)
}

function atMostOneOpenCase(commits: Commit[]): void {
  let open = 0
  for (const event of commits.flatMap((commit) => commit.events)) {
    if (event.type === 'CaseOpened') open += 1
    if (event.type === 'CaseClosed') open -= 1
    expect(open, 'property 4: at most one open case').to.be.within(0, 1)
  }
}

function noCycleWithoutTheCustomer(commits: Commit[]): void {
  let spokeSinceReturn = true
  for (const event of commits.flatMap((commit) => commit.events)) {
    if (event.type === 'CustomerMessage') spokeSinceReturn = true
    if (event.type === 'HandoffReturned' || event.type === 'HandoffClosed') spokeSinceReturn = false
    if (event.type === 'HandoffQueued')
      expect(spokeSinceReturn || crossed(commits), 'property 14: a cycle without a customer message').to.equal(true)
  }
}

/** A message that crossed the return was written before it and is answered after it: new to the bot all the same. */
function crossed(commits: Commit[]): boolean {
  return commits.some((commit) => commit.events.some((event) => 'seenVersion' in event && event.seenVersion < commit.version - 1))
}

function everyKeyOnce(commits: Commit[]): void {
  const keys = commits.flatMap((commit) => commit.keys)
  expect(new Set(keys).size, 'a key belongs to one commit').to.equal(keys.length)
}

export function stateIsTheFold(commits: Commit[]): void {
  let state = initialState()
  for (const commit of commits) {
    state = fold(state, commit.events, commit)
    // As text, for a walk compares thousands of them.
    if (sorted(commit.state) !== sorted(state))
      expect(commit.state, `property 17: state at version ${commit.version}`).to.deep.equal(state)
  }
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

async function rowIsTheProjection(world: World, conversationId: string, commits: Commit[]): Promise<void> {
  const head = commits.at(-1)
  if (!head) return
  expect(await world.ports.rows.get(conversationId), 'property 17: the row kept equals the row rebuilt').to.deep.equal(
    project(conversationId, head.state),
  )
}

function acknowledgedExactlyOnce(world: World, conversationId: string, commits: Commit[]): void {
  const acknowledged = world.acknowledged.filter((one) => one.conversationId === conversationId)
  for (const { version, text } of acknowledged) {
    const event = commits[version - 1]?.events[0]
    expect(event?.type === 'CustomerMessage' && event.text, 'property 5: acknowledged, so it is in the log').to.equal(text)
  }
  const written = commits.filter((commit) => commit.events.some((event) => event.type === 'CustomerMessage'))
  expect(written.length, 'property 5: exactly once').to.equal(new Set(acknowledged.map((one) => one.key)).size)
}

export async function capacityHolds(world: World): Promise<void> {
  const heads = await Promise.all(CONVERSATIONS.map((conversationId) => world.app.log.head(conversationId)))
  for (const agent of await world.ports.agents.list()) {
    expect(agent.slots.length, 'property 12: capacity is never exceeded').to.be.at.most(agent.capacity)
    const held = heads.filter((head) => head?.state.owner.kind === 'human' && head.state.owner.agentId === agent.agentId)
    const covered = held.filter((head) => agent.slots.some((slot) => slot.slotId === head?.state.handoff?.slotId))
    expect(covered.length, 'property 12: slots always cover claims').to.equal(held.length)
  }
}

/** Properties 13 and 19: what was said to the bot got a turn that ended, or somebody else saw it or took it over. */
function everyQuestionToTheBotIsAnswered(commits: Commit[]): void {
  let owner: Owner = 'bot'
  const waiting = new Set<number>()
  for (const commit of commits) {
    for (const event of commit.events) {
      if (event.type === 'CustomerMessage' && owner === 'bot') waiting.add(commit.version)
      if (event.type === 'TurnCompleted' || event.type === 'TurnDropped') waiting.delete(event.messageVersion)
      const next = ownerAfter(owner, event)
      if (next !== owner || event.type === 'CustomerEnded' || event.type === 'CustomerWentOn') waiting.clear()
      owner = next
    }
  }
  expect([...waiting], 'property 13, 19: every message to the bot came to an end').to.deep.equal([])
}
