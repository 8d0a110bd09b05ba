import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { type Agent, agentAt } from './agent.ts'
import { answersLate } from './answers-late.ts'
import { launch } from './chromium.ts'
import { type Customer, customerAt } from './customer.ts'
import { openScreen, type Screen } from './screen.ts'
import { startWarmline, type Warmline } from './warmline.ts'

describe('the desk', () => {
  let warmline: Warmline
  let browser: Browser
  let desk: Screen
  let agent: Agent
  let customer: Customer

  before(async () => {
    ;[warmline, browser] = await Promise.all([startWarmline(), launch()])
    desk = await openScreen(browser, warmline.links.agent)
    agent = agentAt(desk.page)
    const chat = await openScreen(browser, `${warmline.url}/chat`)
    customer = customerAt(chat.page)
    await customer.ready()
    await customer.says('agent please')
    await agent.rows.first().waitFor()
  })

  after(async () => {
    await browser.close()
    await warmline.stop()
  })

  it('tells whoever is not signed in how to get in', async () => {
    const stranger = await openScreen(browser, `${warmline.url}/desk`)
    await stranger.page.getByRole('heading', { name: 'Sign in to the desk' }).waitFor()
    expect(stranger.faults).to.deep.equal([])
    await stranger.context.close()
  })

  it('shows in a second window of the same agent what the first one does', async () => {
    const second = await openScreen(browser, `${warmline.url}/desk`, { context: desk.context })
    const other = agentAt(second.page)
    await other.rows.first().waitFor()
    await other.press('j')
    await agent.press('j')
    await agent.press('c')
    await other.owns(/You are talking with/)
    await other.says('From the other window')
    await agent.sees('From the other window')
    await second.page.close()
  })

  it('keeps what was said to a slow server in sight, and says it once', async () => {
    await answersLate(desk.page, '**/messages')
    await agent.says('Said to a slow server')
    await desk.page.getByRole('button', { name: 'Try again' }).press('Enter')
    await desk.page.getByText('No answer yet').waitFor({ state: 'detached' })
    await customer.sees('Said to a slow server')
    for (const log of [agent.transcript, customer.log]) {
      const said = log.getByText('Said to a slow server')
      await said.nth(1).waitFor({ state: 'detached' })
      expect(await said.count()).to.equal(1)
    }
  })

  it('keeps unsent words over a reload, reply and note apart', async () => {
    await agent.press('Escape')
    await agent.press('r')
    await desk.page.keyboard.type('half a reply')
    await agent.press('Escape')
    await agent.press('n')
    await desk.page.keyboard.type('half a note')
    await desk.page.reload()
    await agent.owns(/You are talking with/)
    const box = desk.page.getByRole('main').getByRole('textbox')
    expect(await box.inputValue()).to.equal('half a reply')
    await agent.press('n')
    expect(await box.inputValue()).to.equal('half a note')
    await box.fill('')
    await agent.press('Escape')
  })

  it('says calmly what is safe when the customer left while words were on their way', async () => {
    await desk.page.route('**/messages', async (route) => {
      // The customer ends the chat in the moment in which the agent sends.
      await customer.page.getByRole('button', { name: 'More' }).click()
      await customer.page.getByRole('menuitem', { name: 'End chat' }).click()
      await customer.page.getByRole('alertdialog').getByRole('button', { name: 'End chat' }).click()
      await customer.sees(/ended the chat/)
      await desk.page.unroute('**/messages')
      await route.continue()
    })
    await agent.press('r')
    const box = desk.page.getByRole('main').getByRole('textbox')
    await box.fill('Words that cross the end')
    await agent.press('Enter')
    await desk.page.getByText(/Not sent\./).waitFor()
    await desk.page.getByText(/Your words are back in the box/).waitFor()
    expect(await customer.log.getByText('Words that cross the end').count()).to.equal(0)
  })

  it('closes with what came of it', async () => {
    await customer.says('agent please, again')
    await desk.page.getByRole('main').getByRole('textbox').press('Escape')
    await agent.owns(/^Waiting/)
    await agent.press('c')
    await agent.owns(/You are talking with/)
    // The claim's own answer puts the focus where one writes; the conversation may show it before.
    await desk.page.locator('.composer textarea:focus').waitFor()
    await agent.press('Escape')
    await agent.press('e')
    await desk.page
      .getByRole('dialog')
      .getByRole('button', { name: /^Solved/ })
      .press('Enter')
    await agent.owns('The bot is answering')
    await customer.sees(/has closed this conversation/)
  })

  it('says when a command may or may not be done, and does it once', async () => {
    await customer.says('agent please, a third time')
    await agent.owns(/^Waiting/)
    await desk.page.route('**/claim', (route) => route.abort(), { times: 1 })
    await desk.page.getByRole('button', { name: /^Claim/ }).click()
    await desk.page.getByText(/nothing is done twice/).waitFor()
    await desk.page.getByRole('button', { name: /^Claim/ }).click()
    await agent.owns(/You are talking with/)
    await answersLate(desk.page, '**/return')
    await desk.page.getByRole('button', { name: /^Return/ }).click()
    await agent.owns('The bot is answering')
    expect(await desk.page.getByText(/nothing is done twice/).count(), 'it is seen to be done').to.equal(0)
  })

  it('can be left for a while, and lists its keys', async () => {
    await desk.page.getByRole('switch').press('Enter')
    await desk.page.getByText('You are away.').waitFor()
    await desk.page.getByRole('switch').press('Enter')
    await desk.page.getByRole('main').click({ position: { x: 5, y: 200 } })
    await agent.press('?')
    await desk.page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor()
    await agent.press('Escape')
  })

  it('had no fault on the page', () => {
    expect(desk.faults).to.deep.equal([])
  })
})
