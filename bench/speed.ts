import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { startChild } from './speed/child.ts'
import { measureLimit, measureThroughput } from './speed/durable-throughput.ts'
import { measureEcho } from './speed/echo-round-trip.ts'
import { measureMemory } from './speed/memory.ts'
import { startNode } from './speed/node.ts'
import { measureCommits } from './speed/one-commit.ts'
import { askMany, turnsOfOneConversation } from './speed/replies.ts'
import { measureStart } from './speed/start.ts'
import { median, percentile, rounded } from './speed/statistics.ts'

const HELP = `npm run bench:speed -- [--only PART]… [--json FILE] [--long N] [--sockets N] [--passages N]
How fast the product is on this machine, and what it costs. Without --only all parts run, one after the other.
  reply    a reply over a whole short conversation and a looked-up question alone, beside an empty botbuilder + restify echo bot in the
           same run: echoP50Ms commitP50Ms boundP50Ms replyP50Ms replyP99Ms questionP50Ms questionP99Ms withinAllowance
  long     a turn early and late in one conversation: turnAt10Ms turnAtEndMs lateOverEarly
  durable  messages a second acknowledged durably over 1000 conversations, beside the limit of the machine: the same restify with one
           grouped insert and nothing else: durablePerSecond durableP99Ms limitPerSecond durableOverLimit
  memory   how much the node's process grows by: perSocketKb (idle sockets) perConversationKb (answered, without a socket)
  library  a made-up library of 100,000 passages in memory: articles passages indexSeconds longestBlockMs (of the event loop meanwhile)
           queryP50Ms queryP99Ms publishP50Ms (one article) heapMb vectorsMb rssMb
  start    seconds until the node is ready, with the pages built: startSeconds (the first start, which fills the library)
           startAgainSeconds
  --json FILE   writes the figures there as well
  --long N      length of the long conversation (default 10000 messages)
  --sockets N   idle sockets (default 10000; the limit of open files must allow it: ulimit -n), and half as many conversations
  --passages N  passages of the made-up library (default 100000)
Exits with 1 when a reply is over its bound: the echo, two commits and 5 ms.`

/** A whole short conversation, over and over: greeting, question, "did that help?", rating, its sentence. */
const QUESTION = 'How long do I have to return something?'
const WORDS = ['hello', QUESTION, 'yes', '5', 'no thanks']
/** What the whole path may cost above an echo and two commits. Milliseconds. */
const ALLOWANCE_MS = 5
const LOAD = { conversations: 1000, messages: 10_000, inFlight: 64 }
const PARTS = ['reply', 'long', 'durable', 'memory', 'library', 'start'] as const

type Part = (typeof PARTS)[number]
type Figures = Record<string, number | boolean>

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      json: { type: 'string' },
      long: { type: 'string', default: '10000' },
      sockets: { type: 'string', default: '10000' },
      passages: { type: 'string', default: '100000' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) {
    console.log(HELP)
    return
  }
  const measure: Record<Part, () => Promise<Figures>> = {
    reply: measureReply,
    long: () => measureLong(Number(values.long)),
    durable: measureDurable,
    memory: async () =>
      roundedAll(await measureMemory({ sockets: Number(values.sockets), conversations: Number(values.sockets) / 2 })),
    library: () => measureLibrary(values.passages),
    start: async () => roundedAll(await measureStart()),
  }
  const figures: Figures = {}
  for (const part of partsOf(values.only)) Object.assign(figures, await measure[part]())
  console.table(figures)
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`)
  if (figures['withinAllowance'] === false) process.exitCode = 1
}

function partsOf(only: readonly string[] | undefined): readonly Part[] {
  const unknown = only?.find((each) => !PARTS.includes(each as Part))
  if (unknown !== undefined) throw new Error(`--only ${unknown}: there is ${PARTS.join(', ')}`)
  return only ? PARTS.filter((part) => only.includes(part)) : PARTS
}

async function measureReply(): Promise<Figures> {
  const echo = (await measureEcho(400)).slice(100)
  const commit = median((await measureCommits(300)).slice(50))
  const replies = await withNode((base) => askMany(base, WORDS, 400))
  const settled = replies.slice(100)
  // What has to be looked up costs most; alone, for whoever wants the worst.
  const questions = settled.filter((_, index) => WORDS[index % WORDS.length] === QUESTION)
  const bound = median(echo) + 2 * commit + ALLOWANCE_MS
  return {
    ...roundedAll({
      echoP50Ms: median(echo),
      commitP50Ms: commit,
      boundP50Ms: bound,
      replyP50Ms: median(settled),
      replyP99Ms: percentile(settled, 0.99),
      questionP50Ms: median(questions),
      questionP99Ms: percentile(questions, 0.99),
    }),
    withinAllowance: median(settled) <= bound && median(questions) <= bound,
  }
}

async function measureLong(messages: number): Promise<Figures> {
  const { early, late } = await withNode((base) => turnsOfOneConversation(base, messages))
  return roundedAll({ turnAt10Ms: early, turnAtEndMs: late, lateOverEarly: late / early })
}

async function measureDurable(): Promise<Figures> {
  const limit = await measureLimit(LOAD)
  const durable = await withNode((base) => measureThroughput(base, LOAD))
  return {
    durablePerSecond: Math.round(durable.perSecond),
    durableP99Ms: rounded(durable.p99Ms),
    limitPerSecond: Math.round(limit.perSecond),
    durableOverLimit: rounded(durable.perSecond / limit.perSecond),
  }
}

/** In a process of its own, so that the memory is the library's. */
async function measureLibrary(passages: string): Promise<Figures> {
  const child = await startChild('bench/speed/large-library.ts', /^figures (.+)/, {}, [passages])
  await child.stop()
  return JSON.parse(child.said) as Figures
}

async function withNode<Result>(work: (base: string) => Promise<Result>): Promise<Result> {
  const node = await startNode()
  try {
    return await work(node.base)
  } finally {
    await node.stop()
  }
}

function roundedAll(figures: object): Figures {
  return Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, rounded(figure as number)]))
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
