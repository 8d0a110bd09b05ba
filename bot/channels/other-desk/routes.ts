import type { Request, Server } from 'restify'
import type { Clock } from '../../../domain/clock.ts'
import { WarmlineError } from '../../../domain/errors.ts'
import type { SaidThere } from '../../../handoff/hear-other-desk.ts'
import type { DeskOutcome } from '../../../handoff/outcome.ts'
import { type OtherDeskActivity, otherDeskActivity } from '../../api/other-desk.ts'
import { doneOrThrow } from '../../desk-answer.ts'
import { addRoute, parseAs } from '../../http.ts'
import { isSigned } from '../webhook/signature.ts'

export interface OtherDeskRoutesDeps {
  /** Undefined where handoffs go to no other desk: then nobody is heard. */
  secret: string | undefined
  clock: Clock
  hear: (said: SaidThere) => Promise<DeskOutcome>
  report: (error: unknown, request?: Request) => void
}

/** `POST /api/other-desk`: what the desk that handoffs go to says of them. Signed as what we send there is. */
export function addOtherDeskRoutes(server: Server, deps: OtherDeskRoutesDeps): void {
  addRoute(
    server,
    'post',
    '/api/other-desk',
    async (request) => {
      if (!isTheirs(request, deps)) throw new WarmlineError('unauthenticated')
      const { epoch, version } = doneOrThrow(await deps.hear(saidIn(parseAs(otherDeskActivity, request.body))))
      return { status: 200, body: { epoch, version } }
    },
    deps.report,
  )
}

function isTheirs(request: Request, { secret, clock }: OtherDeskRoutesDeps): boolean {
  const header = (name: string): string | undefined => {
    const value = request.headers[name]
    return typeof value === 'string' ? value : undefined
  }
  const presented = {
    id: header('webhook-id'),
    timestamp: header('webhook-timestamp'),
    signature: header('webhook-signature'),
  }
  const body: unknown = request.rawBody
  return secret !== undefined && typeof body === 'string' && isSigned(presented, body, secret, clock.now())
}

function saidIn(activity: OtherDeskActivity): SaidThere {
  const said = { ...activity.channelData.warmline, name: activity.from.name }
  if (activity.type === 'message') return { ...said, kind: 'message', text: activity.text, messageId: activity.id }
  const { state, disposition } = activity.value
  return state === 'completed' ? { ...said, kind: state, disposition } : { ...said, kind: state }
}
