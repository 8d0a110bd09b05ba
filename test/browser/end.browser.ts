import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { launch } from './chromium.ts'
import { customerAt } from './customer.ts'
import { openScreen } from './screen.ts'
import { startWarmline, type Warmline } from './warmline.ts'

/** Goes to the other button as soon as the question is there, and tells what has the focus a while later. */
const HURRY = `new Promise((resolve) => {
  const root = document.querySelector('warmline-chat').shadowRoot
  const watch = new MutationObserver(() => {
    const other = root.querySelector('[role=alertdialog] .primary')
    if (other === null) return
    watch.disconnect()
    other.focus()
    setTimeout(() => resolve(root.activeElement === other), 300)
  })
  watch.observe(root, { subtree: true, childList: true })
  root.querySelector('[role=menuitem]').click()
})`

describe('the question before a chat ends', () => {
  let warmline: Warmline
  let browser: Browser

  before(async () => {
    ;[warmline, browser] = await Promise.all([startWarmline(), launch()])
  })

  after(async () => {
    await browser.close()
    await warmline.stop()
  })

  it('takes the focus at once, never from a hand that was quicker', async () => {
    const { page } = await openScreen(browser, `${warmline.url}/chat`, { phone: true })
    await customerAt(page).ready()
    await page.getByRole('button', { name: 'More' }).press('Enter')
    await page.getByRole('menuitem', { name: 'End chat' }).waitFor()
    expect(await page.evaluate(HURRY)).to.equal(true)
  })
})
