import type { ConversationLog } from '../conversation/ports.ts'
import type { Clock } from '../domain/clock.ts'
import { OTHER_DESK } from '../domain/other-desk.ts'
import { createOtherDeskSender } from './channels/other-desk/desk-sender.ts'
import { createWebhookSender } from './channels/webhook/webhook-sender.ts'
import type { Config } from './config.ts'
import type { Send } from './deliver.ts'
import { WEBHOOK } from './onward.ts'

export interface SendersDeps {
  connector: { send: Send }
  log: Pick<ConversationLog, 'read'>
  clock: Clock
}

/** How to reach each destination. Web chat reads the log itself; every other channel is one of the Bot Framework's. */
export function createSenders(config: Config, { connector, log, clock }: SendersDeps): (destination: string) => Send | undefined {
  const webhook = addressOf(config.WEBHOOK_URL, config.WEBHOOK_SECRET)
  const desk = addressOf(config.OTHER_DESK_URL, config.OTHER_DESK_SECRET)
  const beside: Record<string, Send | undefined> = {
    [WEBHOOK]: webhook && createWebhookSender({ address: webhook, fetch, clock }),
    [OTHER_DESK]: desk && createOtherDeskSender({ address: desk, fetch, clock, log, publicUrl: config.PUBLIC_URL }),
  }
  return (destination) => (Object.hasOwn(beside, destination) ? beside[destination] : connector.send)
}

function addressOf(url: string | undefined, secret: string | undefined) {
  return url !== undefined && secret !== undefined ? { url, secret } : undefined
}
