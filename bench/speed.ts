import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openChat } from './speed/chat-client.ts'
import { measureLimit, measureThroughput } from './speed/durable-throughput.ts'
import { measureEcho } from './speed/echo-round-trip.ts'
import { startNode } from './speed/node.ts'
import { measureCommits } from './speed/one-commit.ts'
import { median, percentile, rounded } from './speed/statistics.ts'

const HELP = `npm run bench:speed -- [--json FILE] [--long N]
How fast a reply is, beside an empty botbuilder + restify echo bot in the same run, and what a turn costs late in a long conversation.
  --json FILE  writes the figures there as well
  --long N     length of the long conversation (default 10000 messages)`

/** A whole short conversation, over and over: greeting, question, "did that help?", rating, its sentence. */
const QUESTION = 'How long do I have to return something?'
const WORDS = ['hello', QUESTION, 'yes', '5', 'no thanks']
/** What the whole path may cost above an echo and two commits. Milliseconds. */
const ALLOWANCE_MS = 5
const LOAD = { conversations: 1000, messages: 10_000, inFlight: 64 }

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { json: { type: 'string' }, long: { type: 'string', default: '10000' }, help: { type: 'boolean' } },
  })
  if (values.help) {
    console.log(HELP)
    return
  }
  const figures = await measure(Number(values.long))
  console.table(figures)
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`)
  if (!figures.withinAllowance) process.exitCode = 1
}

async function measure(long: number) {
  const echo = (await measureEcho(400)).slice(100)
  const commit = median((await measureCommits(300)).slice(50))
  const node = await startNode()
  try {
    const replies = await askMany(node.base, 400)
    const settled = replies.slice(100)
    const questions = settled.filter((_, index) => WORDS[index % WORDS.length] === QUESTION)
    const turns = await turnsOfOneConversation(node.base, long)
    const limit = await measureLimit(LOAD)
    const durable = await measureThroughput(node.base, LOAD)
    const bound = median(echo) + 2 * commit + ALLOWANCE_MS
    return {
      echoP50Ms: rounded(median(echo)),
      commitP50Ms: rounded(commit),
      boundP50Ms: rounded(bound),
      replyP50Ms: rounded(median(settled)),
      replyP99Ms: rounded(percentile(settled, 0.99)),
      // What has to be looked up costs most; alone, for whoever wants the worst.
      questionP50Ms: rounded(median(questions)),
      withinAllowance: median(settled) <= bound,
      turnAt10Ms: rounded(turns.early),
      [`turnAt${long}Ms`]: rounded(turns.late),
      lateOverEarly: rounded(turns.late / turns.early),
      durablePerSecond: Math.round(durable.perSecond),
      durableP99Ms: rounded(durable.p99Ms),
      limitPerSecond: Math.round(limit.perSecond),
      durableOverLimit: rounded(durable.perSecond / limit.perSecond),
    }
  } finally {
    await node.stop()
  }
}

async function askMany(base: string, messages: number): Promise<number[]> {
  const chat = await openChat(base)
  const figures: number[] = []
  for (let n = 0; n < messages; n++) figures.push(await chat.ask(WORDS[n % WORDS.length] ?? 'hello'))
  chat.close()
  return figures
}

/**
 * Medians of a hundred turns each, asked in turn in a young conversation and in one that already holds `messages`, so that whatever
 * else the machine does meets both alike.
 */
async function turnsOfOneConversation(base: string, messages: number): Promise<{ early: number; late: number }> {
  const long = await openChat(base)
  for (let sent = 0; sent < messages; sent += 10) await Promise.all(Array.from({ length: 10 }, () => long.ask('hello')))
  const young = await openChat(base)
  for (let n = 0; n < 9; n++) await young.ask('hello')
  const early: number[] = []
  const late: number[] = []
  for (let n = 0; n < 100; n++) {
    early.push(await young.ask('hello'))
    late.push(await long.ask('hello'))
  }
  young.close()
  long.close()
  return { early: median(early), late: median(late) }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
