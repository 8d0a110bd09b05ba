import { randomUUID } from 'node:crypto'
import { createCommit } from '../../conversation/commit.ts'
import { createEraseConversation } from '../../conversation/erase-conversation.ts'
import { project } from '../../conversation/project.ts'
import { randomIds } from '../../domain/ids.ts'
import { createDraftArticle } from '../../knowledge/draft-article.ts'
import { createPublishArticle } from '../../knowledge/publish-article.ts'
import { createRetireArticle } from '../../knowledge/retire-article.ts'
import { type MongoStore, openMongo } from '../../providers/mongo/open-database.ts'
import { type Judged, sum } from './counts.ts'
import { type FaultyDatabase, reasonOf, untilAnswered } from './database-faults.ts'

/** One kind of write that the product makes, asked for again until it is answered. */
export interface FaultyWrite {
  /** What has to be there before, made without faults. */
  before?(id: string): Promise<unknown>
  act(id: string): Promise<unknown>
  /** How often it took effect: 1, or something was lost or doubled. */
  effects(id: string): Promise<number>
}

/** Every kind of write of every port, through the use case that makes it where repeating it is that use case's promise. */
export function faultyWrites(store: MongoStore): Record<string, FaultyWrite> {
  const clock = store.storeClock
  const ids = randomIds
  const deps = { ...store, library: store.libraryLog, clock, ids }
  const commit = createCommit(deps)
  const draft = createDraftArticle(deps)
  const publish = createPublishArticle(deps)
  const retire = createRetireArticle(deps)
  const erase = createEraseConversation({ ...deps, commit })
  const says = (conversationId: string, text = 'words') =>
    commit({
      conversationId,
      keys: [`key-${text}`],
      decide: () => ({ events: [{ type: 'CustomerMessage', channel: 'directline', customerKey: conversationId, text }] }),
    })
  const drafted = (slug: string) =>
    draft({ article: { slug, title: slug, section: 'S', language: 'en', aliases: [], body: 'Words.' }, by: 'ed' })
  const person = (id: string) => ({ accountId: id, name: id, roles: ['agent' as const] })
  const articleIdOf = async (slug: string) => {
    const outcome = await drafted(slug)
    return 'revision' in outcome ? outcome.revision.articleId : ''
  }
  const entriesOf = async (slug: string, change: 'published' | 'retired') => {
    const articleId = await articleIdOf(slug)
    return (await store.libraryLog.read(0)).filter((entry) => entry.articleId === articleId && entry.change === change).length
  }
  const publishedBy = async (slug: string) => {
    const articleId = await articleIdOf(slug)
    return publish({ articleId, by: 'ed', revision: 1, testedAt: await store.libraryLog.head() })
  }
  const wordsOf = async (id: string) => JSON.stringify(await store.log.read(id, 0, 100)).split('words').length - 1

  return {
    append: { act: (id) => says(id), effects: async (id) => (await store.log.read(id, 0, 10)).length },
    settle: {
      before: (id) => says(id),
      act: (id) => store.log.settle(id, 1, 'turn'),
      effects: async (id) => ((await store.log.head(id))?.owed.includes('turn') === false ? 1 : 0),
    },
    row: {
      before: (id) => says(id),
      act: async (id) => {
        const head = await store.log.head(id)
        if (head) await store.rows.put({ ...project(id, head.state), lastText: 'again' })
      },
      effects: async (id) => ((await store.rows.get(id))?.lastText === 'again' ? 1 : 0),
    },
    slot: {
      act: (id) =>
        store.agents.compareAndSet({ agentId: id, name: id, presence: 'away', seenAt: 1, capacity: 1, slots: [], revision: 0 }),
      effects: async (id) => (await store.agents.get(id))?.revision ?? 0,
    },
    'slot changed': {
      before: (id) =>
        store.agents.compareAndSet({ agentId: id, name: id, presence: 'away', seenAt: 1, capacity: 1, slots: [], revision: 0 }),
      act: async (id) => {
        const agent = await store.agents.get(id)
        if (agent?.revision === 1) await store.agents.compareAndSet({ ...agent, presence: 'available' })
      },
      effects: async (id) => ((await store.agents.get(id))?.revision ?? 0) - 1,
    },
    lease: {
      act: (id) => store.leases.acquire(id, 'mine', 60_000),
      effects: async (id) => ((await store.leases.acquire(id, 'other', 60_000)) ? 0 : 1),
    },
    'lease given back': {
      before: (id) => store.leases.acquire(id, 'mine', 60_000),
      act: (id) => store.leases.release(id, 'mine'),
      effects: async (id) => ((await store.leases.acquire(id, 'other', 60_000)) ? 1 : 0),
    },
    delivery: {
      act: (id) =>
        store.deliveries.put({
          ...{ conversationId: id, entryId: '1-0', destination: 'msteams', state: 'sent' },
          ...{ attempts: 1, channelActivityId: null, at: 1 },
        }),
      effects: async (id) => (await store.deliveries.of(id, ['1-0'])).length,
    },
    draft: { act: drafted, effects: async (id) => (await store.revisions.ofArticle(await articleIdOf(id))).length },
    publish: { before: drafted, act: publishedBy, effects: (id) => entriesOf(id, 'published') },
    retire: {
      before: async (id) => {
        await drafted(id)
        await publishedBy(id)
      },
      act: async (id) => retire({ articleId: await articleIdOf(id), by: 'ed' }),
      effects: (id) => entriesOf(id, 'retired'),
    },
    account: {
      act: (id) => store.accounts.add({ ...person(id), tokenHash: id, createdAt: 1 }),
      effects: async (id) => (await store.accounts.list()).filter(({ tokenHash }) => tokenHash === id).length,
    },
    session: {
      act: (id) => store.sessions.put({ ...person(id), sessionHash: id, expiresAt: 1e15 }),
      effects: async (id) => ((await store.sessions.get(id, 1)) ? 1 : 0),
    },
    'sign-in code': {
      act: (id) => store.signInCodes.put({ ...person(id), codeHash: id, expiresAt: 1e15 }),
      effects: async (id) => [await store.signInCodes.take(id, 1), await store.signInCodes.take(id, 1)].filter(Boolean).length,
    },
    secret: {
      act: (id) => store.secrets.getOrCreate(id, ids.next()),
      effects: async (id) => new Set([await store.secrets.getOrCreate(id, 'a'), await store.secrets.getOrCreate(id, 'b')]).size,
    },
    'remembered erasure': {
      act: (id) => store.erasures.add(id, 1),
      effects: async (id) => (await store.erasures.all()).filter(({ customerKey }) => customerKey === id).length,
    },
    erasure: { before: (id) => says(id), act: erase, effects: async (id) => 1 - (await wordsOf(id)) },
    retention: {
      before: async (id) => {
        await says(id, 'old')
        await says(id, 'new')
      },
      act: (id) => store.rewriting.cutBefore(id, 2),
      effects: async (id) => (await store.log.read(id, 0, 10)).length,
    },
  }
}

/** Kind after kind under fault after fault. */
export async function writeThroughFaults(database: FaultyDatabase, n: number, random: () => number): Promise<Judged> {
  const store = await openMongo({ uri: database.uri, database: `writes_${randomUUID().slice(0, 8)}` })
  const kinds = Object.entries(faultyWrites(store))
  const counts = { ...sum([]), attempted: n }
  for (let attempt = 0; attempt < n; attempt++) {
    const [kind, write] = kinds[attempt % kinds.length] as [string, FaultyWrite]
    const id = `${kind.replaceAll(' ', '-')}-${attempt}`
    await write.before?.(id)
    await store.idle()
    const fault = await database.arm(random)
    const outcome = await untilAnswered(() => write.act(id)).then(() => 'acknowledged' as const, reasonOf)
    await database.disarm()
    await store.idle()
    const effects = await write.effects(id)
    if (outcome === 'acknowledged') counts.acknowledged++
    else counts.violations++
    if (effects < 1 && outcome === 'acknowledged') counts.lost++
    if (effects > 1) counts.duplicated++
    if (outcome !== 'acknowledged' || effects !== 1) console.error(`${kind} under ${fault}: ${outcome}, ${effects} effects`)
  }
  await store.close()
  return counts
}
