import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { launch } from './chromium.ts'
import { customerAt } from './customer.ts'
import { openScreen } from './screen.ts'
import { startWarmline, type Warmline } from './warmline.ts'

describe('what people say of answers', () => {
  let warmline: Warmline
  let browser: Browser

  before(async () => {
    ;[warmline, browser] = await Promise.all([startWarmline(), launch()])
    const screen = await openScreen(browser, `${warmline.url}/chat`, { phone: true })
    const customer = customerAt(screen.page)
    await customer.ready()
    await customer.says('Do you sell live penguins to zoos?')
    await customer.chip('No, thanks').click()
    await customer.says('How long do I have to return something?')
    await customer.chip('Yes, thanks').click()
    await customer.sees(/1 .*5/)
  })

  after(async () => {
    await browser.close()
    await warmline.stop()
  })

  it('an agent marks an answer with the keyboard, and changes their mind', async () => {
    const { page, faults } = await openScreen(browser, warmline.links.agent)
    await page.getByRole('tab', { name: /All/ }).click()
    await page.getByRole('tabpanel').getByRole('listitem').first().getByRole('button').click()
    const group = page.getByRole('group', { name: 'Was this the right answer?' })
    const [right, wrong] = [
      group.getByRole('button', { name: 'Right answer' }),
      group.getByRole('button', { name: 'Wrong answer' }),
    ]
    await right.focus()
    await page.keyboard.press('Enter')
    await group.getByRole('button', { name: 'Right answer', pressed: true }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await group.getByRole('button', { name: 'Wrong answer', pressed: true }).waitFor()
    await right.press('Enter')
    await group.getByRole('button', { name: 'Right answer', pressed: true }).waitFor()
    expect(await wrong.getAttribute('aria-pressed')).to.equal('false')
    expect(faults).to.deep.equal([])
  })

  it('an editor takes a question over with one click, begins the article that was missing, or says that there is none', async () => {
    const { page, faults } = await openScreen(browser, warmline.links.editor)
    await page.getByRole('button', { name: 'Customers’ questions' }).click()
    const drawer = page.getByRole('complementary', { name: 'Customers’ questions' })
    await drawer.getByText('penguins').waitFor()
    await drawer.getByRole('button', { name: /^Add to/ }).click()
    await page.getByRole('button', { name: 'Publish 1 change' }).waitFor()
    expect(await page.getByLabel('Other ways customers put it').inputValue()).to.contain(
      'How long do I have to return something?',
    )
    await drawer.getByRole('button', { name: 'Write an article' }).click()
    expect(await page.getByLabel('Title').inputValue()).to.contain('penguins')
    await page.getByLabel('Title').fill('')
    await drawer.getByRole('button', { name: 'We do not answer this' }).click()
    expect(await page.getByLabel('We do not answer this').isChecked()).to.equal(true)
    expect(await page.getByLabel('How customers ask it').inputValue()).to.contain('penguins')
    expect(await page.getByLabel('Text', { exact: true }).count()).to.equal(0)
    await page.getByRole('button', { name: /^Publish/ }).click()
    await page.getByRole('button', { name: /^Nothing to publish/ }).waitFor()
    await drawer.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('button', { name: 'Customers’ questions' }).click()
    await drawer.getByText('Questions the bot had to decline appear here').waitFor()
    await page.getByRole('combobox', { name: /state/i }).selectOption({ label: 'Unanswered' })
    await page.getByRole('navigation').getByText('penguins').waitFor()
    const shown = await fetch(`${warmline.url}/articles/do-you-sell-live-penguins-to-zoos`)
    expect(shown.status, 'what is not answered has no page').to.equal(404)
    expect(faults).to.deep.equal([])
  })
})
