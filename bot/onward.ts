import type { Onward } from '../conversation/outbox.ts'
import { OTHER_DESK } from '../domain/other-desk.ts'
import { isToldToOtherDesk } from '../handoff/other-desk.ts'
import { isToldToWebhook } from './channels/webhook/news.ts'
import type { Config } from './config.ts'

/** Names of destinations that are no channel. parse-activity.ts lets no channel of these names in. */
export const WEBHOOK = 'webhook'
export const BESIDE_CHANNELS: readonly string[] = [WEBHOOK, OTHER_DESK]

/**
 * Who beside the customer is told of what, as the operator configured it. What another desk has is told to it also after it was taken
 * out of the configuration: then nobody can be reached, and the customer hears that.
 */
export function onwardOf({ WEBHOOK_URL }: Pick<Config, 'WEBHOOK_URL'>): Onward {
  return (event, before, after) => [
    ...(WEBHOOK_URL !== undefined && isToldToWebhook(event) ? [WEBHOOK] : []),
    ...(isToldToOtherDesk(event, before, after) ? [OTHER_DESK] : []),
  ]
}
