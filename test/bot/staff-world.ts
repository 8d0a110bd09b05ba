import { createCommit } from '../../conversation/commit.ts'
import type { ConversationEvent } from '../../domain/events.ts'
import { caseIdOf, conversationIdOf, randomIds } from '../../domain/ids.ts'
import { createAddNote } from '../../handoff/add-note.ts'
import { createClaimHandoff } from '../../handoff/claim-handoff.ts'
import { createCloseHandoff, createReturnToBot } from '../../handoff/end-handoff.ts'
import { NOBODY_HERE } from '../../handoff/outlook.ts'
import { createJudgeAnswer } from '../../handoff/judge-answer.ts'
import { createRelayMessage } from '../../handoff/relay-message.ts'
import { createRetryDelivery } from '../../handoff/retry-delivery.ts'
import { requestHandoff } from '../../handoff/request-handoff.ts'
import { createTransferHandoff } from '../../handoff/transfer-handoff.ts'
import { createAnswerQuestion } from '../../knowledge/answer-question.ts'
import { createDraftArticle } from '../../knowledge/draft-article.ts'
import { createListArticles } from '../../knowledge/list-articles.ts'
import { createPublishArticle } from '../../knowledge/publish-article.ts'
import { createReadArticle } from '../../knowledge/read-article.ts'
import { createRetireArticle } from '../../knowledge/retire-article.ts'
import { createShelf } from '../../knowledge/shelf.ts'
import { createAddAccount } from '../../people/add-account.ts'
import type { Role } from '../../people/ports.ts'
import { createMakeSignInCode, type SignInFor } from '../../people/sign-in-codes.ts'
import { createFreeSlot, createReserveSlot } from '../../people/slots.ts'
import { openSqlite, type SqliteStore } from '../../providers/sqlite/open-database.ts'
import type { Bounds } from '../../bot/bounded-acts.ts'
import { createReadSuggestions } from '../../bot/read-suggestions.ts'
import { sentenceVector } from '../../language/vectors.ts'
import { createFeed } from '../../bot/feed.ts'
import { createHttpServer } from '../../bot/server.ts'
import { customerKeyOf } from '../../bot/receive.ts'
import { createLocalSignals } from '../../bot/signals.ts'
import { createStaff } from '../../bot/staff.ts'
import { HandClock } from '../contracts/opened.ts'

/** A page or script of somebody who works here. */
export interface Browser {
  get(path: string, headers?: Record<string, string>): Promise<Response>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>
  put(path: string, body?: unknown): Promise<Response>
  cookie: string | undefined
}

interface Options {
  publicUrl?: string
  remembered?: number
  bounds?: Bounds
  /** Every write of the store waits for it, and then happens. */
  whenWriting?: () => Promise<void> | undefined
}

export type StaffWorld = Awaited<ReturnType<typeof openStaffWorld>>

/** Sign-in, desk and editor on a real server over an empty store, with customers who write straight into the log. */
export async function openStaffWorld(options: Options = {}) {
  const clock = new HandClock()
  const ids = randomIds
  const store = slowly(openSqlite({ file: ':memory:', clock }), options.whenWriting)
  const { log, agents, accounts, revisions, libraryLog: library } = store
  const reported: unknown[] = []
  const feed = createFeed((error) => void reported.push(error))
  const signals = createLocalSignals()
  const commit = createCommit({ log, clock, ids, onCommitted: feed.publish })
  const slots = { reserve: createReserveSlot({ agents, clock, ids }), free: createFreeSlot({ agents }) }
  const timers = new Set<() => void>()
  const staff = createStaff({
    ...store,
    clock,
    ids,
    feed,
    signals,
    desk: {
      claim: createClaimHandoff({ commit, slots }),
      relay: createRelayMessage({ commit }),
      note: createAddNote({ commit }),
      retry: createRetryDelivery({ log, commit }),
      judge: createJudgeAnswer({ commit }),
      return: createReturnToBot({ commit, slots }),
      close: createCloseHandoff({ commit, slots }),
      transfer: createTransferHandoff({
        commit,
        slots,
        findAgent: (agentId) => agents.get(agentId),
        outlook: async () => NOBODY_HERE,
      }),
    },
    articles: {
      listArticles: createListArticles({ library, revisions }),
      readArticle: createReadArticle({ library, revisions }),
      draftArticle: createDraftArticle({ revisions, clock }),
      publishArticle: createPublishArticle({ library, revisions, clock }),
      retireArticle: createRetireArticle({ library, clock }),
      readSuggestions: createReadSuggestions({ ...store, meaning: sentenceVector }),
    },
    ask: { answerQuestion: createAnswerQuestion({ library, revisions, shelf: createShelf() }), stopwatch: () => 0 },
    publicUrl: options.publicUrl,
    ...(options.remembered === undefined ? {} : { remembered: options.remembered }),
    ...(options.bounds === undefined ? {} : { bounds: options.bounds }),
    every: (_ms, work) => {
      timers.add(work)
      return () => timers.delete(work)
    },
    report: (error) => void reported.push(error),
  })
  const http = createHttpServer({
    origins: { allowedOrigins: [], trustProxy: false },
    report: (error) => void reported.push(error),
  })
  staff.register(http.server)
  const port = await http.listen(0, '127.0.0.1')
  const url = `http://127.0.0.1:${port}`
  const makeSignInCode = createMakeSignInCode({ ...store, clock, ids })
  const addAccount = createAddAccount({ accounts, makeSignInCode, clock, ids })

  function browser(cookie?: string, token?: string): Browser {
    const proof = {
      ...(cookie === undefined ? {} : { cookie }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    }
    const send = (method: string, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
      fetch(url + path, {
        method,
        redirect: 'manual',
        headers: { ...proof, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        body: body === undefined ? null : JSON.stringify(body),
      })
    return {
      cookie,
      get: (path, headers) => send('GET', path, undefined, headers),
      post: (path, body, headers) => send('POST', path, body, headers),
      put: (path, body) => send('PUT', path, body),
    }
  }

  /** Opens a link, as a browser that may be signed in already. */
  async function openLink(code: string, cookie?: string): Promise<{ response: Response; browser: Browser }> {
    const response = await browser(cookie).get(`/sign-in?code=${code}`)
    return { response, browser: browser(response.headers.get('set-cookie')?.split(';')[0]) }
  }

  return {
    ...{ clock, store, feed, signals, staff, http, url, commit, reported, makeSignInCode, addAccount, browser, openLink },

    async signedIn(name: string, role: Role): Promise<Browser> {
      const who: SignInFor = { accountId: name.toLowerCase(), name, roles: [role] }
      return (await openLink(await makeSignInCode(who))).browser
    },

    /** What setInterval does in earnest. */
    ping(): void {
      for (const work of [...timers]) work()
    },

    /** A customer who writes, and with `human` goes to the queue at once. */
    async customerWrites(name: string, text: string, { human = false } = {}): Promise<string> {
      const conversationId = conversationIdOf('directline', '', name)
      await commit({
        conversationId,
        decide: (state) => {
          const version = state.version + 1
          const caseId = state.case?.id ?? caseIdOf(conversationId, state.caseCount + 1)
          const events: ConversationEvent[] = [
            {
              type: 'CustomerMessage',
              channel: 'directline',
              customerKey: customerKeyOf('directline', name),
              customerName: name,
              text,
            },
          ]
          if (!state.case) events.push({ type: 'CaseOpened', caseId, messageVersion: version, openedAt: clock.now() })
          if (human) {
            const brief = { wants: text, tried: [], mood: 'calm' as const }
            const asked = { conversationId, state, caseId, messageVersion: version, reason: 'customer_request' as const, brief }
            events.push(...requestHandoff({ ...asked, language: 'en', outlook: NOBODY_HERE }))
          }
          return { events }
        },
      })
      return conversationId
    },

    async close(): Promise<void> {
      staff.stream.close()
      await http.close(0)
      await store.close()
    },
  }
}

function slowly(store: SqliteStore, whenWriting: Options['whenWriting']): SqliteStore {
  if (!whenWriting) return store
  const slow = async <T>(write: () => Promise<T>): Promise<T> => {
    await whenWriting()
    return write()
  }
  const { log, agents, sessions, revisions, libraryLog } = store
  return {
    ...store,
    log: { ...log, append: (commit, row) => slow(() => log.append(commit, row)) },
    agents: { ...agents, compareAndSet: (agent) => slow(() => agents.compareAndSet(agent)) },
    sessions: {
      ...sessions,
      put: (session) => slow(() => sessions.put(session)),
      delete: (sessionHash) => slow(() => sessions.delete(sessionHash)),
    },
    revisions: { ...revisions, put: (revision) => slow(() => revisions.put(revision)) },
    libraryLog: { ...libraryLog, append: (entry) => slow(() => libraryLog.append(entry)) },
  }
}
