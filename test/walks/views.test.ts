import { expect } from 'chai'
import fc from 'fast-check'
import { customerView, type Viewer } from '../../bot/customer-view.ts'
import { createReadConversation } from '../../bot/read-conversation.ts'
import type { Commit, ConversationLog } from '../../conversation/ports.ts'
import { step, take } from './steps.ts'
import { CONVERSATIONS, createWorld, type World } from './world.ts'

const RUNS = { numRuns: 25, seed: 20260106 }
const walk = fc.array(step, { minLength: 5, maxLength: 40 })
const VIEWER: Viewer = { userId: 'dl_walk', origin: 'https://chat.example' }

interface Watched {
  /** How the customer's page renders a commit. */
  see: (commit: Commit) => (string | undefined)[]
  /** What the desk reads the log through. */
  through: (log: ConversationLog) => Pick<ConversationLog, 'read'>
}

const AS_BUILT: Watched = {
  see: (commit) => customerView(commit, VIEWER).map((activity) => activity.text),
  through: (log) => log,
}

async function walkWatched(steps: Parameters<typeof take>[1][], watched: Watched): Promise<void> {
  const world = await createWorld()
  // One desk that has the conversations open from the start and reads on after every step, and at the end one that opens them anew.
  const open = createReadConversation({ log: watched.through(world.app.log), clock: world.clock })
  for (const one of steps) {
    await take(world, one)
    await viewsAgree(world, open, watched)
  }
  await viewsAgree(world, createReadConversation({ log: watched.through(world.app.log), clock: world.clock }), watched)
}

async function viewsAgree(world: World, readAtDesk: ReturnType<typeof createReadConversation>, { see }: Watched): Promise<void> {
  for (const conversationId of CONVERSATIONS) {
    const commits = await world.commits(conversationId)
    const said = commits.flatMap(wordsOf)
    const shown = commits.flatMap(see)
    expect(shown, 'property 16: no note reaches the customer').to.not.include('INTERNAL')
    expect(shown, 'property 7: the customer sees what was said').to.deep.equal(said)
    const desk = await readAtDesk(conversationId)
    expect(desk?.messages.map((message) => message.text) ?? [], 'property 7, 8: the desk sees what was said').to.deep.equal(said)
  }
}

/** Told from the events alone: what anybody said to the customer, and the customer to anybody. */
function wordsOf({ events }: Commit): string[] {
  return events.flatMap((event) => {
    switch (event.type) {
      case 'CustomerMessage':
      case 'BotMessage':
      case 'HumanMessage':
      case 'Notice':
        return [event.text]
      default:
        return []
    }
  })
}

describe('random walks: what customer and desk see', () => {
  it('is the same, is everything that was said, and no note', async function () {
    this.timeout(60_000)
    await fc.assert(
      fc.asyncProperty(walk, (steps) => walkWatched(steps, AS_BUILT)),
      RUNS,
    )
  })

  const notices = (what: string, faulty: Partial<Watched>) =>
    it(`would differ with ${what}`, async function () {
      this.timeout(60_000)
      const outcome = await fc.check(
        fc.asyncProperty(walk, (steps) => walkWatched(steps, { ...AS_BUILT, ...faulty })),
        { ...RUNS, endOnFailure: true },
      )
      expect(outcome.failed).to.equal(true)
    })

  notices('a page that shows notes', {
    see: (commit) => [
      ...AS_BUILT.see(commit),
      ...commit.events.flatMap((event) => (event.type === 'NoteAdded' ? [event.text] : [])),
    ],
  })
  notices('a desk that forgets a commit when it reads on', {
    through: (log) => ({
      read: async (conversationId, after, limit) => (await log.read(conversationId, after, limit)).slice(after > 0 ? 1 : 0),
    }),
  })
})
