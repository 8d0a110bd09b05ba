import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Counts, isClean, type Torture } from './counts.ts'
import { startTestServer } from '../mongo/server.ts'
import { auth } from './auth.ts'
import { claims } from './claims.ts'
import { erasure } from './erasure.ts'
import { faults } from './faults.ts'
import { fuzz } from './fuzz.ts'
import { kills } from './kills.ts'
import { storm } from './storm.ts'
import { torn } from './torn.ts'
import { takeover } from './takeover.ts'
import { walks } from './walks.ts'

const TORTURES: Record<string, Torture> = { kills, storm, claims, takeover, faults, fuzz, auth, walks, torn, erasure }

/** The others are about what SQLite does with its file, or about what never reaches a store. */
const ON_MONGO = ['kills', 'claims', 'takeover', 'walks', 'erasure']

const HELP = `npm run torture -- [--only NAME] [--n N] [--seed S] [--store sqlite|mongo] [--json FILE]
Tries to make Warmline lose or repeat something, with counts. Exits non-zero when a number is wrong.
${Object.entries(TORTURES)
  .map(([name, { about, small, full }]) => `  ${name.padEnd(9)} ${about} (default ${small}, in the documentation ${full})`)
  .join('\n')}`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      n: { type: 'string' },
      seed: { type: 'string', default: '1' },
      store: { type: 'string', default: 'sqlite' },
      json: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) {
    console.log(HELP)
    return
  }
  if (values.store !== 'sqlite' && values.store !== 'mongo') throw new Error('--store is sqlite or mongo')
  if (values.only !== undefined && !(values.only in TORTURES))
    throw new Error(`--only is one of ${Object.keys(TORTURES).join(', ')}`)
  const onMongo = values.store === 'mongo'
  if (onMongo && values.only !== undefined && !ON_MONGO.includes(values.only))
    throw new Error(`--store mongo goes with ${ON_MONGO.join(', ')}`)
  const givenMongo = process.env['MONGODB_URI']
  // The kills start one of their own, which may die.
  const server = onMongo && givenMongo === undefined && values.only !== 'kills' ? await startTestServer() : undefined
  if (server) process.env['MONGODB_URI'] = server.uri
  const results: Record<string, Counts> = {}
  for (const [name, torture] of Object.entries(TORTURES)) {
    if ((values.only ?? name) !== name || (onMongo && !ON_MONGO.includes(name))) continue
    const started = performance.now()
    const n = Number(values.n ?? torture.small)
    results[name] = await torture.run({ n, seed: Number(values.seed), store: values.store, givenMongo })
    console.log(`${name}: ${JSON.stringify(results[name])} in ${Math.round((performance.now() - started) / 1000)} s`)
  }
  await server?.stop()
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`)
  const bad = Object.entries(results).filter(([, counts]) => !isClean(counts))
  if (bad.length > 0) throw new Error(`a number is wrong in ${bad.map(([name]) => name).join(', ')}`)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
