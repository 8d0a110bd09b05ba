import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { type Agent, agentAt } from './agent.ts'
import { launch } from './chromium.ts'
import { type Customer, customerAt } from './customer.ts'
import { picture } from './picture.ts'
import { openScreen, type Screen } from './screen.ts'
import { startWarmline, type Warmline } from './warmline.ts'

/** A first conversation, there and back: two pages, one customer and one human agent, each with the keyboard alone. */
for (const { width, phone } of [
  { width: 'on a desktop', phone: false },
  { width: 'on a phone', phone: true },
]) {
  describe(`the line ${width}`, () => {
    let warmline: Warmline
    let browser: Browser
    let screens: Screen[]
    let customer: Customer
    let agent: Agent
    const suffix = phone ? '-phone' : ''

    before(async () => {
      ;[warmline, browser] = await Promise.all([startWarmline(), launch()])
      const [chat, desk] = await Promise.all([
        openScreen(browser, `${warmline.url}/chat`, { phone }),
        openScreen(browser, warmline.links.agent, { phone }),
      ])
      screens = [chat, desk]
      customer = customerAt(chat.page)
      agent = agentAt(desk.page)
    })

    after(async () => {
      await browser.close()
      await warmline.stop()
    })

    it('begins with words that say it is a bot and link the privacy notice', async () => {
      await customer.ready()
      await customer.speaksWith('Assistant')
      await customer.log.getByRole('link', { name: /privacy/i }).waitFor()
      await agent.page.getByText('Nobody is waiting').waitFor()
    })

    it('answers with its source as a card that opens the article', async () => {
      await customer.says('How do I wash a down jacket?')
      const card = customer.log.locator('a.source').last()
      await card.waitFor()
      await customer.chip(/^Yes/).waitFor()
      const article = await customer.page.request.get((await card.getAttribute('href')) ?? '')
      expect(article.status()).to.equal(200)
      expect(await article.text()).to.contain((await card.innerText()).replace(/^Source:\s*/, ''))
    })

    it('brings a wish for a person to the desk, with place and reason', async () => {
      await customer.says('let me talk to someone')
      await customer.speaksWith('Waiting for a person')
      await customer.chip('Cancel').waitFor()
      await agent.rows.first().getByText('Asked for a person').waitFor()
      expect(await agent.page.title()).to.match(/^\(1\)/)
      if (phone) await picture(customer.page, 'chat-waiting-phone')
    })

    it('shows the agent brief and transcript before the claim, and what is written meanwhile', async () => {
      if (phone) await agent.rows.first().getByRole('button').press('Enter')
      else await agent.press('j')
      await agent.owns(/^Waiting/)
      await agent.sees('How do I wash a down jacket?')
      await customer.says('It is order 48213')
      await agent.sees('It is order 48213')
      if (!phone) await agent.page.getByRole('complementary').getByText('What was tried').waitFor()
    })

    it('lets one key claim it: the customer sees who is there', async () => {
      await agent.press('c')
      await agent.owns(/You are talking with/)
      await customer.speaksWith('A person, here with you')
      await customer.sees(/has joined/)
    })

    it('carries words and typing both ways', async () => {
      await agent.says('Hello, I have your order open.')
      await customer.sees('Hello, I have your order open.')
      await customer.box.focus()
      await customer.page.keyboard.type('Great')
      await agent.page.getByText(/is typing$/).waitFor({ state: 'attached' })
      await customer.page.keyboard.press('Enter')
      await agent.sees('Great')
      await agent.page.keyboard.type('It left')
      await customer.page.getByText(/is typing$/).waitFor({ state: 'attached' })
      await agent.page.keyboard.type(' this morning and is with you tomorrow.')
      await agent.press('Enter')
      await customer.sees(/with you tomorrow/)
      await picture(customer.page, `chat${suffix}`)
      if (phone) await picture(agent.page, 'desk-phone')
    })

    it('keeps notes among the agents', async () => {
      await agent.press('Escape')
      await agent.press('n')
      await agent.page.keyboard.type('Carrier confirmed by phone.')
      await agent.press('Enter')
      await agent.sees('Carrier confirmed by phone.')
      expect(await customer.log.getByText('Carrier confirmed').count()).to.equal(0)
    })

    it('goes back to the bot, which asks how it was', async () => {
      await agent.press('Escape')
      await agent.press('b')
      await agent.owns('The bot is answering')
      await customer.speaksWith('Assistant')
      await customer.chip(/^5/).waitFor()
      if (!phone) await picture(customer.page, 'chat-rating')
      await customer.chip(/^5/).press('Enter')
      await customer.sees(/add a sentence/)
      await customer.says('Quick and kind')
      await customer.sees(/Thank you/)
      if (!phone) await agent.page.getByText('5 of 5').waitFor()
    })

    it('answers the next question', async () => {
      const before = await customer.log.locator('a.source').count()
      await customer.says('How do I track my parcel?')
      await customer.log.locator('a.source').nth(before).waitFor()
    })

    it('ends when the customer says so, after one question', async () => {
      await customer.page.getByRole('button', { name: 'More' }).press('Enter')
      await customer.page.getByRole('menuitem', { name: 'End chat' }).press('Enter')
      await customer.page.getByRole('alertdialog').getByRole('button', { name: 'End chat' }).press('Enter')
      await customer.sees(/ended the chat/)
    })

    it('signs the agent out', async () => {
      if (phone) await agent.page.getByRole('button', { name: 'Back to the list' }).press('Enter')
      await agent.page.getByRole('button', { name: 'More' }).press('Enter')
      await agent.page.getByRole('button', { name: 'Sign out' }).press('Enter')
      await agent.page.getByRole('heading', { name: 'Sign in to the desk' }).waitFor()
    })

    it('had no fault on any page: no script error, nothing refused by the policy, no request to anyone else', () => {
      expect(screens.flatMap((screen) => screen.faults)).to.deep.equal([])
    })
  })
}
