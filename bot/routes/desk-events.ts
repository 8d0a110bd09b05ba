import type { ConversationRows } from '../../conversation/ports.ts'
import type { Clock } from '../../domain/clock.ts'
import type { Heartbeat } from '../../people/agent-presence.ts'
import { type Authenticate, hasRole } from '../../people/authenticate.ts'
import { DeskConnection, type Every } from '../desk-connection.ts'
import type { DeskStream } from '../desk-stream.ts'
import { proofOf } from '../sessions.ts'
import { type Call, type Route, route } from './route.ts'

export interface DeskEventsDeps {
  stream: DeskStream
  rows: Pick<ConversationRows, 'list'>
  clock: Clock
  every: Every
  heartbeat: Heartbeat
  authenticate: Authenticate
  report: (error: unknown) => void
}

export function deskEventRoutes(deps: DeskEventsDeps): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/api/desk/events',
        summary: 'Server-sent events of the desk: snapshot, row, typing, reset and ping, each with an id to resume from',
        access: 'agent',
        answer: { status: 200, mediaType: 'text/event-stream' },
      },
      async ({ who, request, response }) => {
        const agent = { agentId: who.accountId, name: who.name }
        await deps.heartbeat(agent)
        const stillHere = async (): Promise<boolean> => {
          if (!(await isSignedIn(deps, request))) return false
          await deps.heartbeat(agent)
          return true
        }
        const lastEventId = request.headers['last-event-id']
        const connection = new DeskConnection(response, { ...deps, stillHere })
        // The stream outlives the request; a failure before it is up to date ends it, and the page comes back by itself.
        connection.open(typeof lastEventId === 'string' ? lastEventId : undefined).catch((error: unknown) => {
          deps.report(error)
          response.destroy()
        })
        return undefined
      },
    ),
  ]
}

async function isSignedIn({ authenticate }: DeskEventsDeps, request: Call['request']): Promise<boolean> {
  const who = await authenticate(proofOf(request))
  return who !== undefined && hasRole(who, 'agent')
}
