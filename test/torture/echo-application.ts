import { type Application, createApplication, type Parts, type Ports } from '../../bot/application.ts'
import { createLocalSignals } from '../../bot/signals.ts'
import { randomIds } from '../../domain/ids.ts'
import { createEchoTurn, echoTurn } from '../walks/echo-turn.ts'

/** The product between its ports, with the smallest turn; what it reports is collected, for nothing may fail inside. */
export function createEchoApplication(ports: Ports, parts: Partial<Parts>): { app: Application; problems: unknown[] } {
  const problems: unknown[] = []
  const app = createApplication(ports, {
    ids: randomIds,
    runTurn: createEchoTurn(async () => undefined),
    fallbackTurn: echoTurn,
    signals: createLocalSignals(),
    senderOf: () => undefined,
    report: (error) => problems.push(error),
    nodeId: 'node',
    random: Math.random,
    wait: async () => undefined,
    recoverAfterMs: 0,
    ...parts,
  })
  return { app, problems }
}
