import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { agentAt } from './agent.ts'
import { launch } from './chromium.ts'
import { type Customer, customerAt } from './customer.ts'
import { openScreen, type Screen } from './screen.ts'
import { startWarmline, type Warmline } from './warmline.ts'

describe('a customer who comes back', () => {
  let warmline: Warmline
  let browser: Browser
  let chat: Screen
  let customer: Customer

  before(async () => {
    ;[warmline, browser] = await Promise.all([startWarmline(), launch()])
    chat = await openScreen(browser, `${warmline.url}/chat`)
    customer = customerAt(chat.page)
    await customer.ready()
  })

  after(async () => {
    await browser.close()
    await warmline.stop()
  })

  it('finds the conversation and the unsent words after a reload', async () => {
    await customer.says('let me talk to someone')
    await customer.speaksWith('Waiting for a person')
    await customer.box.focus()
    await chat.page.keyboard.type('half a sentence')
    await chat.page.reload()
    await customer.sees('let me talk to someone')
    await customer.speaksWith('Waiting for a person')
    await customer.chip('Cancel').waitFor()
    expect(await customer.box.inputValue()).to.equal('half a sentence')
    expect(await customer.log.getByText('let me talk to someone').count()).to.equal(1)
    await customer.box.fill('')
  })

  it('sees the same conversation in a second tab, each message once', async () => {
    const second = await openScreen(browser, `${warmline.url}/chat`, { context: chat.context })
    const other = customerAt(second.page)
    await other.sees('let me talk to someone')
    await other.says('from the second tab')
    await customer.sees('from the second tab')
    await customer.says('from the first tab')
    await other.sees('from the first tab')
    for (const { log } of [customer, other]) {
      expect(await log.getByText('from the second tab').count()).to.equal(1)
      expect(await log.getByText('from the first tab').count()).to.equal(1)
    }
    expect(second.faults).to.deep.equal([])
    await second.page.close()
  })

  it('loses nothing when the network goes and comes back', async () => {
    await chat.context.setOffline(true)
    await customer.box.focus()
    await chat.page.keyboard.type('written without a network')
    await chat.page.keyboard.press('Enter')
    await chat.page.getByText('Not sent.').waitFor()
    await chat.page.getByRole('button', { name: 'Try again' }).waitFor()
    await chat.page.getByText(/No connection/).waitFor()
    await chat.context.setOffline(false)
    await chat.page.getByText('Not sent.').waitFor({ state: 'detached' })
    await chat.page.getByText(/No connection/).waitFor({ state: 'detached' })
    await chat.page.reload()
    await customer.sees('written without a network')
    expect(await customer.log.getByText('written without a network').count()).to.equal(1)
  })

  it('goes on by itself when the server was killed and started again, and so does the desk', async () => {
    const desk = await openScreen(browser, warmline.links.agent)
    const agent = agentAt(desk.page)
    await agent.rows.first().waitFor()
    await agent.press('j')
    await agent.press('c')
    await agent.owns(/You are talking with/)
    await customer.speaksWith('A person, here with you')

    await warmline.crash()
    await desk.page.getByText(/Connection lost/).waitFor()
    await customer.box.focus()
    await chat.page.keyboard.type('sent to a server that is gone')
    await chat.page.keyboard.press('Enter')
    await chat.page.getByText('Not sent.').waitFor()
    await warmline.restart()

    await agent.sees('sent to a server that is gone')
    await agent.says('I am still here')
    await customer.sees('I am still here')
    expect(await customer.log.getByText('sent to a server that is gone').count()).to.equal(1)
    expect(desk.faults).to.deep.equal([])
  })

  it('is told on the launcher of what came while the panel was closed', async () => {
    await chat.page.keyboard.press('Escape')
    const launcher = chat.page.getByRole('button', { name: /^Open chat/ })
    await launcher.waitFor()
    const [desk] = browser.contexts().slice(-1)
    const page = desk?.pages()[0]
    if (page === undefined) throw new Error('the desk is gone')
    await agentAt(page).says('One more thing')
    await chat.page.getByRole('button', { name: 'Open chat, 1 unread message' }).press('Enter')
    await customer.sees('One more thing')
  })

  it('had no fault on the page', () => {
    expect(chat.faults).to.deep.equal([])
  })
})
