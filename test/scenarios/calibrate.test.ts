import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { createApplication } from '../../bot/application.ts'
import { type CalibrateCommandDeps, calibrateCommand } from '../../bot/commands/calibrate.ts'
import { runCommand } from '../../bot/commands/run-command.ts'
import { createLibrary } from '../../bot/library.ts'
import { createReadLabels } from '../../bot/read-labels.ts'
import { createLocalSignals } from '../../bot/signals.ts'
import { fallbackTurn } from '../../dialogs/fallback-turn.ts'
import { createRunTurn } from '../../dialogs/run-turn.ts'
import type { EventOf } from '../../domain/events.ts'
import type { Action } from '../../domain/words.ts'
import type { AnswerOutcome } from '../../knowledge/answer.ts'
import { createCalibrate, createResetCalibration } from '../../knowledge/calibrate.ts'
import { shippedJudge } from '../../knowledge/judge-evidence.ts'
import { detectLanguage } from '../../language/detect-language.ts'
import { openSqlite } from '../../providers/sqlite/open-database.ts'
import { countingIds, createHandClock } from '../walks/hand-clock.ts'

/** As many customers as it takes to be heard, and some. */
const CUSTOMERS = 31

/** A whole installation with the sample library, whose customers talk one after the other. */
class Installation {
  readonly clock = createHandClock()
  readonly store = openSqlite({ file: ':memory:', clock: this.clock, integrityCheck: false })
  readonly library = createLibrary({ ...this.store, clock: this.clock })
  readonly reported: unknown[] = []
  private customers = 0
  private readonly app = createApplication(this.store, {
    ids: countingIds(),
    runTurn: createRunTurn({ answerQuestion: this.library.answerQuestion, detectLanguage, shopName: 'Larkhollow' }),
    fallbackTurn,
    signals: createLocalSignals(),
    senderOf: () => undefined,
    report: (error) => this.reported.push(error),
    nodeId: 'node',
    random: () => 0.5,
    wait: async () => undefined,
    recoverAfterMs: 0,
    // A machine that is busy with other things must not turn answers into apologies.
    turnLimitMs: 60_000,
  })

  /** A new customer asks; the last thing the bot said. */
  async asks(question: string): Promise<{ id: string; bot: EventOf<'BotMessage'>[] }> {
    const id = `customer${++this.customers}`
    return { id, bot: await this.says(id, question) }
  }

  async says(id: string, text: string, act?: Action): Promise<EventOf<'BotMessage'>[]> {
    const from = (await this.app.log.head(id))?.version ?? 0
    await this.app.receive({
      conversationId: id,
      channel: 'directline',
      customerId: id,
      keys: [`${id} ${from}`],
      text,
      action: act,
    })
    await this.app.settled()
    const commits = await this.app.log.read(id, from, 100)
    return commits.flatMap(({ events }) => events).filter((event) => event.type === 'BotMessage')
  }

  async asksAndRates(question: string, helped: boolean): Promise<void> {
    const { id, bot } = await this.asks(question)
    const answerId = bot.find(({ answer }) => answer)?.answer?.answerId ?? ''
    await this.says(id, helped ? 'Yes' : 'No', { warmline: helped ? 'helped' : 'not_helped', answerId })
  }

  /** Answers the question back with its first chip, or with its last: neither. */
  async asksAndChooses(question: string, first: boolean): Promise<void> {
    const { id, bot } = await this.asks(question)
    const chips = bot.flatMap(({ quickReplies }) => quickReplies)
    await this.says(id, chips.at(first ? 0 : -1)?.title ?? '')
  }

  async calibrate(...argv: string[]): Promise<string> {
    const { calibrations } = this.store
    const deps: CalibrateCommandDeps = {
      readLabels: createReadLabels({ logWalk: this.store.logWalk, log: this.app.log }),
      calibrate: createCalibrate({ calibrations, clock: this.clock }),
      reset: createResetCalibration({ calibrations, clock: this.clock }),
    }
    const lines: string[] = []
    const print = (line: string) => void lines.push(line)
    expect(
      await runCommand(calibrateCommand, async () => ({ deps, close: async () => undefined }), argv, { print, complain: print }),
      lines.join('\n'),
    ).to.equal(0)
    // A running node looks every ten seconds.
    this.clock.advance(10_000)
    return lines.join('\n')
  }

  outcomeOf(text: string): Promise<AnswerOutcome> {
    return this.library.answerQuestion({ text, language: 'en', history: [] })
  }
}

/** The sample's own questions with what the shipped weights make of them, least likely first: whatever these weights are. */
async function judgedQuestions(house: Installation): Promise<{ text: string; outcome: AnswerOutcome }[]> {
  const lines = readFileSync('examples/larkhollow/gold.jsonl', 'utf8').trim().split('\n')
  const questions = lines.map((line) => JSON.parse(line) as { text: string; kind: string; language: string })
  const plain = questions.filter(({ kind, language }) => kind === 'plain' && language === 'en').slice(0, 60)
  const judged: { text: string; outcome: AnswerOutcome }[] = []
  for (const { text } of plain) judged.push({ text, outcome: await house.outcomeOf(text) })
  return judged.sort((a, b) => a.outcome.probability - b.outcome.probability)
}

describe('an installation that learns from its customers', function () {
  this.timeout(60_000)
  let house: Installation
  let judged: Awaited<ReturnType<typeof judgedQuestions>> | undefined
  beforeEach(async () => {
    house = new Installation()
    await house.library.fillIfEmpty('examples/larkhollow/articles')
    judged ??= await judgedQuestions(house)
  })
  const questionsOf = (kind: AnswerOutcome['kind']): string[] =>
    (judged ?? []).filter(({ outcome }) => outcome.kind === kind).map(({ text }) => text)
  afterEach(async () => {
    expect(house.reported).to.deep.equal([])
    await house.store.close()
  })

  it('answers less readily where answers it was not so sure of did not help, until it is reset', async () => {
    const answered = questionsOf('answer')
    const [unsure = '', sure = ''] = [answered[0], answered.at(-1)]
    for (let n = 0; n < CUSTOMERS; n++) {
      await house.asksAndRates(unsure, false)
      await house.asksAndRates(sure, true)
    }
    const before = await house.outcomeOf(unsure)
    expect(await house.calibrate('--dry-run')).to.match(/31 right, 31 wrong .*customers 62.*dry run/s)
    expect((await house.outcomeOf(unsure)).probability).to.equal(before.probability)

    expect(await house.calibrate()).to.match(/installed {2}calibration 1$/)
    const after = await house.outcomeOf(unsure)
    expect(after.kind).to.not.equal('answer')
    expect(after.probability).to.be.below(before.probability)
    expect(after.judge?.answerFrom).to.be.above(shippedJudge.answerFrom)
    expect(after.judge?.calibration).to.include({ version: 1 })
    expect((await house.outcomeOf(sure)).kind).to.equal('answer')
    expect(await house.calibrate()).to.match(/exactly this is in force already/)

    expect(await house.calibrate('--reset')).to.match(/shipped weights are in force/)
    expect(await house.outcomeOf(unsure)).to.deep.equal(before)
  })

  it('answers outright where customers kept choosing what it was not sure enough of', async () => {
    const asked = questionsOf('clarify')
    const [far = '', near = ''] = [asked[0], asked.at(-1)]
    for (let n = 0; n < CUSTOMERS; n++) {
      await house.asksAndChooses(near, true)
      await house.asksAndChooses(far, false)
    }
    const before = await house.outcomeOf(near)
    expect(before.kind).to.equal('clarify')
    expect(await house.calibrate()).to.match(/choices 62.*installed {2}calibration 1$/s)
    const after = await house.outcomeOf(near)
    expect(after.kind).to.equal('answer')
    expect(after.probability).to.be.above(before.probability)
    expect((await house.outcomeOf(far)).kind).to.not.equal('answer')
  })

  it('changes nothing while few have said anything', async () => {
    const [question = ''] = questionsOf('answer')
    const before = await house.outcomeOf(question)
    for (let n = 0; n < 5; n++) await house.asksAndRates(question, false)
    expect(await house.calibrate()).to.match(/0 right, 5 wrong.*Nothing was changed: it takes 30 right and 30 wrong ones\.$/s)
    expect(await house.outcomeOf(question)).to.deep.equal(before)
  })
})
