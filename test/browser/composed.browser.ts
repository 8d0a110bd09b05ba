import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { type FakeOpenAi, type Manner, startFakeOpenAi } from '../providers/openai/fake-openai.ts'
import { type Agent, agentAt } from './agent.ts'
import { launch } from './chromium.ts'
import { type Customer, customerAt } from './customer.ts'
import { openScreen, type Screen } from './screen.ts'
import { startWarmline, type Warmline } from './warmline.ts'

const QUESTION = 'How do I wash a down jacket?'

/** Repeats what the first passage says, as a careful model does, and takes its time from the second sentence on. */
function careful(asked: { messages: { content?: unknown }[] }): Manner {
  const { passages } = JSON.parse(asked.messages[1]?.content as string) as { passages: { text: string }[] }
  const sentences = passages[0]?.text.split(/(?<=[.!?])\s+|\n/).map((text) => ({ text, passages: [1] })) ?? []
  return { does: 'says', text: JSON.stringify({ sentences }), pieces: 40, pauseMs: 60 }
}

/** What a screen reader is told: each state of the log, whether it is still being written, how often the answer stands in it. */
const WATCH = `(() => {
  const log = document.querySelector('warmline-chat').shadowRoot.querySelector('[role=log]')
  window.told = []
  new MutationObserver(() => {
    const words = log.innerText
    const state = { busy: log.getAttribute('aria-busy') === 'true', words: words.length, source: log.querySelectorAll('a.source').length }
    window.told.push(state)
  }).observe(log, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['aria-busy'] })
})()`

interface Told {
  busy: boolean
  words: number
  source: number
}

describe('an answer while it is composed', () => {
  let fake: FakeOpenAi
  let warmline: Warmline
  let browser: Browser
  let chat: Screen
  let customer: Customer
  let agent: Agent

  before(async () => {
    fake = await startFakeOpenAi()
    fake.manner = careful
    ;[warmline, browser] = await Promise.all([startWarmline({ OPENAI_BASE_URL: fake.baseUrl }), launch()])
    chat = await openScreen(browser, `${warmline.url}/chat`)
    customer = customerAt(chat.page)
    await customer.ready()
    agent = agentAt((await openScreen(browser, warmline.links.agent)).page)
  })

  after(async () => {
    await browser.close()
    await warmline.stop()
    await fake.close()
  })

  it('is shown as far as it is checked, then the whole takes its place, with its source', async () => {
    await chat.page.evaluate(WATCH)
    await customer.says(QUESTION)
    await customer.log.and(chat.page.locator('[aria-busy=true]')).waitFor()
    expect(await customer.log.locator('a.source').count()).to.equal(0)
    await customer.log.locator('a.source').waitFor()
    await customer.log.and(chat.page.locator('[aria-busy=false]')).waitFor()
    const told = await toldIn(chat.page)
    const growing = told.filter(({ busy }) => busy)
    expect(new Set(growing.map(({ words }) => words)).size, 'it grows').to.be.above(1)
    expect(growing.some(({ source }) => source > 0)).to.equal(false)
  })

  it('is read aloud once, when it is whole', async () => {
    const told = await toldIn(chat.page)
    const turns = told.filter(({ busy }, at) => busy !== (told[at - 1]?.busy ?? false))
    expect(turns.map(({ busy }) => busy)).to.deep.equal([true, false])
    // After that nothing is said again.
    const first = await sentenceSaid(customer)
    expect(await customer.log.getByText(first).count()).to.equal(1)
  })

  it('is withdrawn when a person takes over in the middle, and never comes', async () => {
    await customer.says('let me talk to someone')
    await customer.speaksWith('Waiting for a person')
    await customer.chip('Ask the bot meanwhile').press('Enter')
    await agent.rows.first().waitFor()
    await agent.press('j')
    await agent.sees('Ask the bot meanwhile')
    const answers = await customer.log.locator('a.source').count()
    const hanging = hangingAfterFirst(fake)
    await customer.says(QUESTION)
    await customer.log.and(chat.page.locator('[aria-busy=true]')).waitFor()
    const words = (await hanging).slice(0, 30)
    await customer.log.getByText(words).last().waitFor()
    const before = await customer.log.getByText(words).count()
    await agent.press('c')
    await customer.sees(/has joined/)
    await customer.log.and(chat.page.locator('[aria-busy=false]')).waitFor()
    expect(await customer.log.getByText(words).count()).to.equal(before - 1)
    expect(await customer.log.locator('a.source').count()).to.equal(answers)
    await customer.speaksWith('A person, here with you')
    expect(chat.faults).to.deep.equal([])
  })
})

async function toldIn(page: Page): Promise<Told[]> {
  return page.evaluate('window.told')
}

/** The first sentence of the newest answer. */
async function sentenceSaid(customer: Customer): Promise<string> {
  const text = await customer.log.locator('a.source').last().locator('xpath=..').innerText()
  return text.split(/(?<=[.!?])\s/)[0] ?? text
}

/** Says one sentence and no more. Resolves to it. */
function hangingAfterFirst(fake: FakeOpenAi): Promise<string> {
  return new Promise((resolve) => {
    fake.manner = (asked) => {
      const { passages } = JSON.parse(asked.messages[1]?.content as string) as { passages: { text: string }[] }
      const first = passages[0]?.text.split(/(?<=[.!?])\s+|\n/)[0] ?? ''
      resolve(first)
      return { does: 'hangs after', text: `{"sentences":[${JSON.stringify({ text: first, passages: [1] })}` }
    }
  })
}
