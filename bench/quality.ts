import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { measureConversationalFaq } from './quality/conversational-faq.ts'
import { setsOf } from './quality/data.ts'
import { measureGold } from './quality/gold.ts'
import { measureFaq } from './quality/faq.ts'
import { measureIntents } from './quality/intents.ts'
import { measureSatisfaction } from './quality/satisfaction.ts'
import { measureSentiment } from './quality/sentiment.ts'
import { rememberedEmbedder } from './remembered-embedder.ts'
import type { Figures } from './quality/metrics.ts'
import type { Embedder } from '../knowledge/ports.ts'

const HELP = `npm run bench:quality -- --data DIR [--only KIND[/NAME]] [--json FILE]

Measures the shipped engine on every set found under DIR and prints a table; other packages run beside it on the same questions.
KIND is one of: faq, conversational-faq, intents, sentiment, satisfaction, gold (the sample base in examples/larkhollow).
With EMBEDDINGS_BASE_URL and EMBEDDINGS_MODEL in the environment faq, conversational-faq and gold are measured once more with that endpoint; what it answers is kept in .cache.`

const KINDS: Readonly<Record<string, (folder: string, embedder?: Embedder) => Promise<Figures>>> = {
  faq: measureFaq,
  'conversational-faq': measureConversationalFaq,
  intents: measureIntents,
  sentiment: measureSentiment,
  satisfaction: measureSatisfaction,
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, only: { type: 'string' }, json: { type: 'string' }, help: { type: 'boolean' } },
  })
  if (values.help) {
    console.log(HELP)
    return
  }
  if (values.data === undefined) throw new Error('--data DIR is missing; --help tells more')
  const embedder = rememberedEmbedder(process.env)
  const embedders = embedder ? [undefined, embedder] : [undefined]
  const results: Figures = {}
  for (const [kind, measure] of Object.entries(KINDS)) {
    for (const name of setsOf(values.data, kind, values.only)) {
      const folder = join(values.data, kind, name)
      for (const embedder of embedders) {
        const figures = rounded(await measure(folder, embedder))
        const title = titleOf(`${kind}/${name}`, embedder)
        results[title] = figures
        print(title, figures)
      }
    }
  }
  if (values.only === undefined || values.only.startsWith('gold')) {
    for (const embedder of embedders) {
      const figures = rounded(await measureGold(embedder))
      const title = titleOf('gold/larkhollow', embedder)
      results[title] = figures
      print(title, figures)
    }
  }
  if (Object.keys(results).length === 0)
    throw new Error(`no set found under ${values.data}${values.only ? ` for ${values.only}` : ''}`)
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(results, null, 2) + '\n')
}

function titleOf(set: string, embedder: Embedder | undefined): string {
  return embedder ? `${set} with embeddings` : set
}

function rounded(figures: Figures): Figures {
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [name, typeof value === 'number' ? Number(value.toFixed(4)) : rounded(value)]),
  )
}

function print(name: string, figures: Figures, indent = ''): void {
  console.log(`${indent}${name}`)
  for (const [key, value] of Object.entries(figures)) {
    if (typeof value === 'number') console.log(`${indent}  ${key.padEnd(26)} ${value}`)
    else print(key, value, `${indent}  `)
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
