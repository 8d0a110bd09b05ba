import { expect } from 'chai'
import { createApplication } from '../../bot/application.ts'
import type { HandoffPlace } from '../../bot/channels/other-desk/desk-activity.ts'
import { createOtherDeskSender } from '../../bot/channels/other-desk/desk-sender.ts'
import type { ChatActivity } from '../../bot/api/chat.ts'
import { customerView } from '../../bot/customer-view.ts'
import type { Send } from '../../bot/deliver.ts'
import { createLibrary } from '../../bot/library.ts'
import { onwardOf } from '../../bot/onward.ts'
import { createLocalSignals } from '../../bot/signals.ts'
import type { Commit } from '../../conversation/ports.ts'
import { fallbackTurn } from '../../dialogs/fallback-turn.ts'
import { createRunTurn } from '../../dialogs/run-turn.ts'
import type { ConversationEvent, EventOf } from '../../domain/events.ts'
import { OTHER_DESK } from '../../domain/other-desk.ts'
import { type Action, action, type Disposition } from '../../domain/words.ts'
import type { DeskOutcome } from '../../handoff/outcome.ts'
import type { AnswerQuestion } from '../../knowledge/answer.ts'
import { detectLanguage } from '../../language/detect-language.ts'
import { openSqlite } from '../../providers/sqlite/open-database.ts'
import { WEBHOOK_SECRET } from '../bot/webhook-receiver.ts'
import { countingIds, createHandClock } from '../walks/hand-clock.ts'

export interface SetUp {
  agentsOnline?: string[]
  /** To break the knowledge, or to watch it. */
  answerQuestion?: (real: AnswerQuestion) => AnswerQuestion
  /** Handoffs go to another desk, which answers so. */
  otherDesk?: { status: number }
}

/**
 * A conversation that reads like its transcript. Everything is real but time: the store, the sample library, the dialogs, the desk's
 * use cases. Every line is checked: what the customer sees must be claimed by `botReplies`, `customerSees` or `botStaysSilent`.
 */
export class Conversation {
  readonly id = 'scenario'
  readonly clock = createHandClock()
  readonly reported: unknown[] = []
  private readonly store = openSqlite({ file: ':memory:', clock: this.clock, integrityCheck: false })
  private readonly library = createLibrary({ ...this.store, clock: this.clock })
  private readonly app: ReturnType<typeof createApplication>
  private unread: ChatActivity[] = []
  private chips: { title: string; value: unknown }[] = []
  private seenVersion = 0
  private said = 0

  /** What another desk was sent and nobody has looked at yet. */
  private readonly there: DeskActivity[] = []
  private place: HandoffPlace | undefined

  private constructor({ answerQuestion = (real) => real, otherDesk }: SetUp) {
    this.app = createApplication(this.store, {
      ids: countingIds(),
      runTurn: createRunTurn({
        answerQuestion: answerQuestion(this.library.answerQuestion),
        detectLanguage,
        shopName: 'Larkhollow',
      }),
      fallbackTurn,
      signals: createLocalSignals(),
      onward: onwardOf({ WEBHOOK_URL: undefined }),
      elsewhere: otherDesk !== undefined,
      senderOf: (destination) => (destination === OTHER_DESK && otherDesk ? this.toOtherDesk(otherDesk) : undefined),
      report: (error) => this.reported.push(error),
      nodeId: 'node',
      random: () => 0.5,
      wait: async () => undefined,
      recoverAfterMs: 0,
    })
  }

  static async start(setUp: SetUp = {}): Promise<Conversation> {
    const conversation = new Conversation(setUp)
    await conversation.library.fillIfEmpty('examples/larkhollow/articles')
    for (const name of setUp.agentsOnline ?? []) await conversation.agentIsHere(name)
    return conversation
  }

  async customerSays(text: string): Promise<void> {
    this.nothingUnread()
    await this.send(text, undefined)
  }

  /** Presses a chip under the last message. */
  async customerTaps(title: string): Promise<void> {
    this.nothingUnread()
    const chip = this.chips.find((one) => one.title === title)
    expect(chip, `a chip "${title}" among ${this.chips.map((one) => one.title).join(' | ')}`).to.not.equal(undefined)
    const parsed = action.safeParse(chip?.value)
    await this.send(title, parsed.success ? parsed.data : undefined)
  }

  async customerEnds(): Promise<void> {
    await this.app.endChat(this.id, `end${++this.said}`)
    await this.read()
  }

  async botReplies(...expected: (RegExp | string)[]): Promise<void> {
    for (const words of expected) this.next('bot', words)
  }

  async botStaysSilent(): Promise<void> {
    this.nothingUnread()
  }

  async customerSees(from: 'human' | 'notice', words: RegExp | string): Promise<void> {
    this.next(from, words)
  }

  /** The source under the last answer. */
  lastSource(): string | undefined {
    return this.lastAnswer?.citations[0]?.slug
  }

  async agentIsHere(name: string): Promise<void> {
    await this.app.heartbeat(agent(name))
  }

  async agentClaims(name: string): Promise<DeskOutcome> {
    const head = await this.head()
    return this.after(this.app.desk.claim(agent(name), head.state.handoff?.id ?? `${this.id}.h1`, head.epoch))
  }

  async agentSays(name: string, text: string): Promise<DeskOutcome> {
    const { epoch } = await this.head()
    return this.after(
      this.app.desk.relay(agent(name), { conversationId: this.id, epoch, text, clientMessageId: `m${++this.said}` }),
    )
  }

  async agentNotes(name: string, text: string): Promise<DeskOutcome> {
    return this.after(this.app.desk.note(agent(name), { conversationId: this.id, text, clientMessageId: `n${++this.said}` }))
  }

  /** `seen`: the version the desk had shown; the newest unless told otherwise. */
  async agentReturns(name: string, seen?: number): Promise<DeskOutcome> {
    const { epoch, version, state } = await this.head()
    return this.after(this.app.desk.return(agent(name), { handoffId: state.handoff?.id ?? '', epoch, version: seen ?? version }))
  }

  async agentCloses(name: string, disposition: Disposition): Promise<DeskOutcome> {
    const { epoch, version, state } = await this.head()
    return this.after(this.app.desk.close(agent(name), { handoffId: state.handoff?.id ?? '', epoch, version, disposition }))
  }

  /** `to`: a colleague's name, or `queue`. */
  async agentTransfers(name: string, to: string): Promise<DeskOutcome> {
    const { epoch, state } = await this.head()
    const target = to === 'queue' ? ({ kind: 'queue' } as const) : ({ kind: 'agent', agentId: agent(to).agentId } as const)
    return this.after(this.app.desk.transfer(agent(name), { handoffId: state.handoff?.id ?? '', epoch, to: target }))
  }

  /** Presses *Try again* on what failed last. */
  async agentRetries(name: string): Promise<DeskOutcome> {
    const entryId = (await this.events('DeliveryFailed')).at(-1)?.entryId ?? ''
    return this.after(this.app.desk.retry(agent(name), { conversationId: this.id, entryId }))
  }

  /** `initiate`, a state of `handoff.status`, or who spoke; with the words, if any. */
  async otherDeskGets(what: string, words?: RegExp): Promise<DeskActivity> {
    const activity = this.there.shift()
    expect(activity && whatOf(activity)).to.equal(what)
    if (words) expect(activity?.text).to.match(words)
    this.place = activity?.channelData.warmline ?? this.place
    return activity as DeskActivity
  }

  /** `told`: what the other desk believes; what it was told last unless said. */
  async otherDeskSays(
    said: { kind: 'message'; text: string } | { kind: 'accepted' | 'failed' | 'completed'; disposition?: Disposition },
    told?: Partial<HandoffPlace>,
  ): Promise<DeskOutcome> {
    const place = { handoffId: `${this.id}.h1`, epoch: -1, version: 0, ...this.place, ...told }
    const here = { ...place, name: 'Zoe' }
    const there = said.kind === 'message' ? { ...said, messageId: `there${++this.said}` } : said
    const outcome = await this.after(this.app.hearOtherDesk({ ...here, ...there }))
    if (outcome.kind === 'done') this.place = { ...place, epoch: outcome.epoch, version: outcome.version }
    return outcome
  }

  async timePasses(ms: number): Promise<void> {
    this.clock.advance(ms)
    await this.app.background.tick()
    await this.app.settled()
    await this.read()
  }

  /** Everything that happened, for what the customer does not see. */
  async events<T extends ConversationEvent['type']>(type: T): Promise<EventOf<T>[]> {
    const commits = await this.app.log.read(this.id, 0, 10_000)
    return commits.flatMap((commit) => commit.events).filter((event): event is EventOf<T> => event.type === type)
  }

  async head(): Promise<Commit> {
    const head = await this.app.log.head(this.id)
    if (!head) throw new Error('nobody has said anything yet')
    return head
  }

  /** The transcript is over: nothing unread, nothing owed, nothing broken. */
  async ends(): Promise<void> {
    this.nothingUnread()
    expect(this.there.map(whatOf), 'the other desk was told more').to.deep.equal([])
    expect(this.reported).to.deep.equal([])
    const head = await this.app.log.head(this.id)
    if (head?.state.owner.kind === 'bot') expect(head.state.handledThrough).to.be.at.least(head.state.lastCustomerVersion)
    await this.store.close()
  }

  private lastAnswer: EventOf<'BotMessage'> | undefined

  private async send(text: string, act: Action | undefined): Promise<void> {
    const key = `message${++this.said}`
    await this.app.receive({
      conversationId: this.id,
      channel: 'directline',
      customerId: 'dl_customer',
      keys: [key],
      text,
      action: act,
    })
    await this.app.settled()
    await this.read()
  }

  private async after(act: Promise<DeskOutcome>): Promise<DeskOutcome> {
    const outcome = await act
    await this.app.settled()
    await this.read()
    return outcome
  }

  private async read(): Promise<void> {
    const commits = await this.app.log.read(this.id, this.seenVersion, 1000)
    for (const commit of commits) {
      const shown = customerView(commit, { userId: 'dl_customer', origin: '' })
      const others = shown.filter((activity) => activity.channelData?.warmline?.from !== 'customer')
      this.unread.push(...others)
      if (shown.length > 0) this.chips = shown.at(-1)?.suggestedActions?.actions ?? []
      this.lastAnswer = commit.events.findLast(
        (event) => event.type === 'BotMessage' && event.citations.length > 0,
      ) as typeof this.lastAnswer
      this.seenVersion = commit.version
    }
  }

  private toOtherDesk(answer: { status: number }): Send {
    const hear: typeof fetch = async (_url, init) => {
      const heard = answer.status < 300
      if (heard) this.there.push(JSON.parse(init?.body as string) as DeskActivity)
      return new Response(null, { status: answer.status })
    }
    const address = { url: 'https://desk.example/', secret: WEBHOOK_SECRET }
    return createOtherDeskSender({
      address,
      fetch: hear,
      clock: this.clock,
      log: this.store.log,
      publicUrl: 'https://shop.example',
    })
  }

  private next(from: 'bot' | 'human' | 'notice', words: RegExp | string): void {
    const activity = this.unread.shift()
    expect(activity, `a message from ${from} with ${String(words)}`).to.not.equal(undefined)
    expect(activity?.channelData?.warmline?.from, activity?.text).to.equal(from)
    if (typeof words === 'string') expect(activity?.text).to.equal(words)
    else expect(activity?.text).to.match(words)
  }

  private nothingUnread(): void {
    expect(this.unread.map((activity) => activity.text)).to.deep.equal([])
  }
}

export interface DeskActivity {
  type: string
  name?: string
  text?: string
  value?: { state?: string; message?: string; brief?: { wants: string }; reason?: string }
  attachments?: { name: string; content: { activities: { text: string; from: { role: string } }[] } }[]
  channelData: { warmline: HandoffPlace }
  from?: { role?: string }
}

function whatOf({ name, value, from }: DeskActivity): string {
  if (name === 'handoff.initiate') return 'initiate'
  return name === 'handoff.status' ? `${value?.state} ${value?.message}` : `words of the ${from?.role}`
}

export function agent(name: string): { agentId: string; name: string } {
  return { agentId: name.toLowerCase(), name }
}

/** A scenario of its own store, ended and checked whatever it forgets. */
export function scenario(title: string, play: (c: Conversation) => Promise<void>, setUp: SetUp = {}): void {
  it(title, async () => {
    const conversation = await Conversation.start(setUp)
    await play(conversation)
    await conversation.ends()
  })
}
