import type { Clock } from '../domain/clock.ts'
import { createAuthenticate } from './channels/bot-framework/authenticate.ts'
import { createConnectorSender, createGreetOnConnector } from './channels/bot-framework/connector-sender.ts'
import { createConnectorToken } from './channels/bot-framework/connector-token.ts'
import { pacedForTeams } from './channels/bot-framework/pace.ts'
import { createSigningKeys } from './channels/bot-framework/signing-keys.ts'
import type { Config } from './config.ts'

/** Everything that talks to the Bot Framework connector: who may call us, and how we call back. */
export function createConnector(config: Config, { clock, report }: { clock: Clock; report: (error: unknown) => void }) {
  const { MICROSOFT_APP_ID: appId, MICROSOFT_APP_PASSWORD: password, MICROSOFT_APP_TENANT_ID: tenantId } = config
  const getToken = appId && password ? createConnectorToken({ appId, password, tenantId, fetch, clock }) : undefined
  const deps = { fetch, getToken, publicUrl: config.PUBLIC_URL }
  return {
    authenticate: createAuthenticate({
      appId,
      findKey: createSigningKeys({ metadataUrl: config.BOT_OPENID_METADATA, fetch, clock }),
      clock,
      allowUnauthenticatedLoopback: config.ALLOW_UNAUTHENTICATED_BOT_FRAMEWORK,
      report,
    }),
    greet: createGreetOnConnector(deps),
    send: pacedForTeams(createConnectorSender(deps), clock),
  }
}
