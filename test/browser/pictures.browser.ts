import type { Browser } from 'playwright-core'
import { agentAt } from './agent.ts'
import { launch } from './chromium.ts'
import { arrive } from './guests.ts'
import { picture } from './picture.ts'
import { openScreen } from './screen.ts'
import { startWarmline, type Warmline } from './warmline.ts'

/** The desk on a working day, for the README: `PICTURES=1 npm run test:browser`. */
describe('pictures of the desk', () => {
  let warmline: Warmline
  let browser: Browser

  before(async function () {
    if (process.env['PICTURES'] === undefined) this.skip()
    ;[warmline, browser] = await Promise.all([startWarmline(), launch()])
  })

  after(async () => {
    if (process.env['PICTURES'] === undefined) return
    await browser.close()
    await warmline.stop()
  })

  it('show who waits and why, the brief and a conversation under way', async () => {
    const { page, context } = await openScreen(browser, warmline.links.agent)
    const agent = agentAt(page)
    const hanna = await arrive(warmline.url, 'Hanna Brandt')
    await hanna.says('How do I track my parcel?')
    await hanna.says('That does not help, it has said "handed over" for six days')
    await hanna.says('Can I talk to a person please?')
    await agent.rows.first().waitFor()
    await agent.press('j')
    await agent.press('c')
    await agent.owns(/You are talking with/)
    await agent.says('Hello Hanna, Robin here. Six days without a scan is not good enough; I am asking the carrier now.')
    await hanna.says('Thank you. It is order 48213, I need the boots on Saturday.')
    await agent.press('Escape')
    await agent.press('n')
    await page.keyboard.type('Carrier: lost at the depot. Replacement is free, express.')
    await agent.press('Enter')
    await agent.sees('Carrier: lost at the depot')
    await agent.says('The carrier has lost it. A new pair leaves today by express and is with you on Friday.')
    await hanna.says('That is great, thank you!')

    const waiting: [string, string[]][] = [
      ['Tomás Ferreira', ['How do I wash a down jacket?', 'agent!!']],
      ['Priya Nair', ['This bot is useless, get me a human. I am so angry, this is the second time!']],
      ['Jonas Weber', ['I would like to talk to someone about an invoice']],
    ]
    for (const [name, lines] of waiting) {
      const guest = await arrive(warmline.url, name)
      for (const line of lines) await guest.says(line)
    }
    await agent.press('Escape')
    await agent.press('1')
    await agent.rows.nth(2).waitFor()
    await picture(page, 'desk')
    await page.emulateMedia({ colorScheme: 'dark' })
    await picture(page, 'desk-dark')
    await page.emulateMedia({ colorScheme: 'light' })

    const phone = await openScreen(browser, `${warmline.url}/desk`, { context })
    await phone.page.setViewportSize({ width: 360, height: 740 })
    await agentAt(phone.page).rows.nth(2).waitFor()
    await agentAt(phone.page).rows.first().click()
    await agentAt(phone.page).owns(/^Waiting/)
    await picture(phone.page, 'desk-claim-phone')
  })
})
