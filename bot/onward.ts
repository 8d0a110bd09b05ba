import { NOWHERE, type Onward } from '../conversation/outbox.ts'
import { isToldToWebhook } from './channels/webhook/news.ts'
import type { Config } from './config.ts'

/** Names of destinations that are no channel. parse-activity.ts lets no channel of this name in. */
export const WEBHOOK = 'webhook'

/** Who beside the customer is told of what, as the operator configured it. */
export function onwardOf({ WEBHOOK_URL }: Pick<Config, 'WEBHOOK_URL'>): Onward {
  if (WEBHOOK_URL === undefined) return NOWHERE
  return (event) => (isToldToWebhook(event) ? [WEBHOOK] : [])
}
