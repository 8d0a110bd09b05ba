import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { startTestServer } from './server.ts'

/** `npm run test:mongo`: everything that needs a MongoDB server, on the one of MONGODB_URI or on one started for it. */
if (process.argv.includes('--help')) {
  console.log(
    'usage: npm run test:mongo -- [mocha options]\nUses the server of MONGODB_URI, or installs and starts one of its own.',
  )
  process.exit(0)
}

const given = process.env['MONGODB_URI']
const server = given === undefined ? await startTestServer().catch(sayWhyNot) : undefined
try {
  process.exitCode = await mocha(given ?? server?.uri ?? '')
} finally {
  await server?.stop()
}

function sayWhyNot(error: unknown): never {
  console.error(`No server to test on: ${error instanceof Error ? error.message : String(error)}. Or set MONGODB_URI.`)
  process.exit(1)
}

async function mocha(uri: string): Promise<number> {
  const options = ['node_modules/mocha/bin/mocha.js', '--config', 'test/mongo/mocharc.json', ...process.argv.slice(2)]
  const run = spawn(process.execPath, options, { stdio: 'inherit', env: { ...process.env, MONGODB_URI: uri } })
  const [code] = (await once(run, 'exit')) as [number | null]
  return code ?? 1
}
