import type { Clock } from '../../domain/clock.ts'
import { WarmlineError } from '../../domain/errors.ts'
import type { Disposition } from '../../domain/words.ts'
import type { ConversationRow, ConversationRows } from '../../conversation/ports.ts'
import type { EndOfHandoff } from '../../handoff/end-handoff.ts'
import type { ActingAgent, DeskOutcome } from '../../handoff/outcome.ts'
import type { JudgedAnswer } from '../../handoff/judge-answer.ts'
import type { RelayedMessage } from '../../handoff/relay-message.ts'
import type { Transfer } from '../../handoff/transfer-handoff.ts'
import { freeCapacity, type Heartbeat, presenceOf, type SetPresence } from '../../people/agent-presence.ts'
import type { Who } from '../../people/authenticate.ts'
import type { Agents } from '../../people/ports.ts'
import type { z } from 'zod'
import {
  agentList,
  claimRequest,
  closeRequest,
  conversationQuery,
  deskConversation,
  epochAnswer,
  handoffList,
  handoffQuery,
  judgementRequest,
  noteRequest,
  presenceAnswer,
  presenceRequest,
  retryRequest,
  returnRequest,
  rowList,
  rowsQuery,
  sendRequest,
  transferRequest,
  typingRequest,
} from '../api/desk.ts'
import { doneOrThrow } from '../desk-answer.ts'
import { deskRowOf } from '../desk-view.ts'
import { rowsWithHandoff } from '../row-pages.ts'
import type { ReadConversation } from '../read-conversation.ts'
import type { Signals } from '../signals.ts'
import { pathPart, type Route, route } from './route.ts'

export interface DeskDeps {
  rows: ConversationRows
  agents: Agents
  clock: Clock
  signals: Signals
  readConversation: ReadConversation
  heartbeat: Heartbeat
  setPresence: SetPresence
  desk: DeskCommands
}

/** The use cases of handoff/ that human agents call. */
export interface DeskCommands {
  claim: (agent: ActingAgent, handoffId: string, epoch: number) => Promise<DeskOutcome>
  return: (agent: ActingAgent, end: EndOfHandoff) => Promise<DeskOutcome>
  close: (agent: ActingAgent, end: EndOfHandoff & { disposition: Disposition }) => Promise<DeskOutcome>
  transfer: (agent: ActingAgent, transfer: Transfer) => Promise<DeskOutcome>
  relay: (agent: ActingAgent, message: RelayedMessage) => Promise<DeskOutcome>
  retry: (agent: ActingAgent, failed: { conversationId: string; entryId: string }) => Promise<DeskOutcome>
  note: (agent: ActingAgent, note: { conversationId: string; text: string; clientMessageId: string }) => Promise<DeskOutcome>
  judge: (agent: ActingAgent, judged: JudgedAnswer) => Promise<DeskOutcome>
}

export function deskRoutes(deps: DeskDeps): Route[] {
  return [...readingRoutes(deps), ...commandRoutes(deps), ...presenceRoutes(deps)]
}

/** Rows of one answer; more are paged with `before`. */
const ROW_LIMIT = 100
const WAITING_LIMIT = 500

function readingRoutes({ rows, clock, readConversation }: DeskDeps): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/api/desk/handoffs',
        summary: 'Handoffs that wait or are being worked on, or those in one state',
        access: 'agent',
        query: handoffQuery,
        answer: { status: 200, body: handoffList },
      },
      async ({ query }) => {
        const found = await handoffRows(rows, query.state)
        return { status: 200, body: { items: found.flatMap((row) => deskRowOf(row).handoff ?? []) } }
      },
    ),
    route(
      {
        method: 'get',
        path: '/api/desk/rows',
        summary: 'Conversations for a list of the desk: waiting ones urgent and oldest first, others newest activity first',
        access: 'agent',
        query: rowsQuery,
        answer: { status: 200, body: rowList },
      },
      async ({ who, query }) => {
        const found = await listRows(rows, who, query)
        return { status: 200, body: { items: found.map(deskRowOf), now: clock.now() } }
      },
    ),
    route(
      {
        method: 'get',
        path: '/api/desk/conversations/:id',
        summary: 'One conversation with its transcript, notes, brief and ratings, or what came after a version',
        access: 'agent',
        query: conversationQuery,
        answer: { status: 200, body: deskConversation },
      },
      async ({ query, request }) => {
        const conversation = await readConversation(pathPart(request, 'id'), query.after)
        if (!conversation) throw new WarmlineError('not_found')
        return { status: 200, body: conversation }
      },
    ),
  ]
}

function commandRoutes(deps: DeskDeps): Route[] {
  const command = <B extends z.ZodType>(
    path: string,
    summary: string,
    body: B,
    run: (agent: ActingAgent, id: string, body: z.infer<B>) => Promise<DeskOutcome>,
  ): Route =>
    route(
      { method: 'post', path, summary, access: 'agent', body, answer: { status: 200, body: epochAnswer } },
      async ({ who, body: given, request }) => {
        const { epoch } = doneOrThrow(await run(await acting(deps, who), pathPart(request, 'id'), given))
        return { status: 200, body: { epoch } }
      },
    )
  return [
    command('/api/desk/handoffs/:id/claim', 'Takes a waiting handoff', claimRequest, (agent, id, { epoch }) =>
      deps.desk.claim(agent, id, epoch),
    ),
    command('/api/desk/handoffs/:id/return', 'Gives the conversation back to the bot', returnRequest, (agent, handoffId, end) =>
      deps.desk.return(agent, { handoffId, ...end }),
    ),
    command('/api/desk/handoffs/:id/close', 'Ends the matter with a disposition', closeRequest, (agent, handoffId, end) =>
      deps.desk.close(agent, { handoffId, ...end }),
    ),
    command(
      '/api/desk/handoffs/:id/transfer',
      'Gives the conversation to a colleague or back to the queue',
      transferRequest,
      (agent, handoffId, { epoch, to }) =>
        deps.desk.transfer(agent, {
          handoffId,
          epoch,
          to: to === 'queue' ? { kind: 'queue' } : { kind: 'agent', agentId: to },
        }),
    ),
    command(
      '/api/desk/conversations/:id/messages',
      'Says something to the customer; sent twice with one clientMessageId, it is said once',
      sendRequest,
      (agent, conversationId, message) => deps.desk.relay(agent, { conversationId, ...message }),
    ),
    command(
      '/api/desk/conversations/:id/retry',
      'Sends again what could not be delivered; asked twice, it is sent once',
      retryRequest,
      (agent, conversationId, { entryId }) => deps.desk.retry(agent, { conversationId, entryId }),
    ),
    command(
      '/api/desk/conversations/:id/notes',
      'Leaves a note that only agents see',
      noteRequest,
      (agent, conversationId, note) => deps.desk.note(agent, { conversationId, ...note }),
    ),
    command(
      '/api/desk/conversations/:id/judgements',
      'Says whether an answer of the bot was right; the last word counts',
      judgementRequest,
      (agent, conversationId, judged) => deps.desk.judge(agent, { conversationId, ...judged }),
    ),
  ]
}

function presenceRoutes(deps: DeskDeps): Route[] {
  return [
    route(
      {
        method: 'post',
        path: '/api/desk/conversations/:id/typing',
        summary: 'Shows the customer that the agent is writing; lost without harm',
        access: 'agent',
        body: typingRequest,
        answer: { status: 204 },
      },
      async ({ who, body, request }) => {
        const { accountId: agentId, name } = who
        const row = await deps.rows.get(pathPart(request, 'id'))
        const mine = row?.owner.kind === 'human' && row.owner.agentId === agentId && (body.epoch ?? row.epoch) === row.epoch
        if (mine) {
          deps.signals.publish({ kind: 'typing', conversationId: row.conversationId, from: 'human', name, epoch: row.epoch })
        }
        return { status: 204 }
      },
    ),
    route(
      {
        method: 'post',
        path: '/api/desk/presence',
        summary: 'Whether the agent takes conversations',
        access: 'agent',
        body: presenceRequest,
        answer: { status: 200, body: presenceAnswer },
      },
      async ({ who, body }) => {
        await deps.setPresence({ agentId: who.accountId, name: who.name }, body.presence)
        return { status: 200, body: { presence: body.presence } }
      },
    ),
    route(
      {
        method: 'get',
        path: '/api/desk/agents',
        summary: 'Whom one may transfer to',
        access: 'agent',
        answer: { status: 200, body: agentList },
      },
      async () => ({ status: 200, body: { items: await listAgents(deps) } }),
    ),
  ]
}

/** Who acts is here, also when no stream of theirs is open. */
async function acting({ heartbeat }: DeskDeps, { accountId, name }: Who): Promise<ActingAgent> {
  const agent = { agentId: accountId, name }
  await heartbeat(agent)
  return agent
}

async function handoffRows(rows: ConversationRows, state: z.infer<typeof handoffQuery>['state']): Promise<ConversationRow[]> {
  if (state === 'queued') return rows.waiting(WAITING_LIMIT)
  const found: ConversationRow[] = []
  for await (const page of rowsWithHandoff(rows)) found.push(...page)
  const wanted = state === undefined ? found : found.filter(({ handoff }) => handoff?.state === state)
  return wanted.sort((a, b) => (a.handoff?.queuedAt ?? 0) - (b.handoff?.queuedAt ?? 0))
}

function listRows(rows: ConversationRows, who: Who, query: z.infer<typeof rowsQuery>): Promise<ConversationRow[]> {
  const { list, before: lastActivityAt, beforeId: conversationId = '' } = query
  const page = { limit: ROW_LIMIT, ...(lastActivityAt === undefined ? {} : { before: { lastActivityAt, conversationId } }) }
  switch (list) {
    case 'waiting':
      return rows.waiting(WAITING_LIMIT)
    case 'mine':
      return rows.list({ claimedBy: who.accountId, ...page })
    case 'all':
      return rows.list(page)
  }
}

async function listAgents({ agents, clock }: DeskDeps): Promise<z.infer<typeof agentList>['items']> {
  const now = clock.now()
  return (await agents.list()).map((agent) => ({
    agentId: agent.agentId,
    name: agent.name,
    presence: presenceOf(agent, now),
    free: freeCapacity(agent),
    capacity: agent.capacity,
  }))
}
