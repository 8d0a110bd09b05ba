import { isIP } from 'node:net'
import { ERRORS, WarmlineError } from '../domain/errors.ts'
import { composeNode, type Node } from './compose.ts'
import { type Config, readConfig } from './config.ts'
import { createLogger, type Logger } from './logger.ts'

/** `npm start`: reads the configuration, starts the node and says where it is. */
async function main(): Promise<void> {
  const config = readConfig()
  const logger = createLogger(config.LOG_LEVEL)
  const node = await composeNode(config, logger)
  const port = await node.start()
  await announce(config, node, port, logger)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      node.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error({ err: error }, 'the node did not stop cleanly')
          process.exit(1)
        },
      )
    })
  }
}

async function announce(config: Config, node: Node, port: number, logger: Logger): Promise<void> {
  const base = `http://${isIP(config.HOST) === 6 ? `[${config.HOST}]` : config.HOST}:${port}`
  console.log(`Warmline is ready at ${base}`)
  console.log(`  ${base}/         front page`)
  console.log(`  ${base}/chat     a customer's page with the widget`)
  console.log(`  ${base}/desk     human agents, after signing in`)
  console.log(`  ${base}/editor   articles, after signing in`)
  // It serves by now: a store that fails in this moment must not end it.
  const links = await node.demoLinks(isLoopbackHost(config.HOST)).catch((error: unknown) => {
    logger.error({ err: error }, 'no sign-in links could be made')
    return []
  })
  for (const { role, code } of links) console.log(`demo ${role.padEnd(7)} ${base}/sign-in?code=${code}`)
  if (links.length === 0) console.log('Accounts: npm run account -- add NAME --role agent|editor|admin')
}

function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}

main().catch((error: unknown) => {
  if (error instanceof WarmlineError) console.error(`${error.message}\n${ERRORS[error.code].todo}`)
  else console.error(error)
  process.exit(1)
})
