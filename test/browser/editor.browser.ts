import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { answersLate } from './answers-late.ts'
import { launch } from './chromium.ts'
import { picture } from './picture.ts'
import { openScreen, type Screen } from './screen.ts'
import { startWarmline, type Warmline } from './warmline.ts'

describe('the editor', () => {
  let warmline: Warmline
  let browser: Browser
  let screen: Screen
  let page: Page

  before(async () => {
    ;[warmline, browser] = await Promise.all([startWarmline(), launch()])
    screen = await openScreen(browser, warmline.links.editor)
    page = screen.page
    if (!page.url().includes('/editor')) await page.goto(`${warmline.url}/editor`)
    await page.getByRole('status').filter({ hasText: 'articles' }).waitFor()
  })

  after(async () => {
    await browser.close()
    await warmline.stop()
  })

  const primary = () => page.getByRole('button', { name: /^(Publish|Nothing to publish)/ })
  const text = () => page.getByLabel('Text')

  it('finds an article by words of its title', async () => {
    await page.getByRole('searchbox').fill('wash down')
    await page.getByRole('navigation').getByRole('listitem').first().getByRole('button').press('Enter')
    await primary().waitFor()
    expect(await primary().innerText()).to.equal('Nothing to publish')
    await page.getByRole('searchbox').fill('')
  })

  it('shows while one writes what the customer will see, and keeps it over a reload', async () => {
    await text().focus()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('\n\nNever **tumble** it with wool.')
    await page.getByRole('region', { name: 'Preview' }).locator('strong', { hasText: 'tumble' }).waitFor()
    await page.getByRole('button', { name: 'Publish 1 change' }).waitFor()
    await page.reload()
    await page.getByText('Unsaved, kept in this browser').waitFor()
    expect(await text().inputValue()).to.contain('with wool')
    await picture(page, 'editor')
  })

  it('publishes: customers read it at once', async () => {
    await page.getByRole('button', { name: 'Publish 1 change' }).press('Enter')
    await page.getByRole('button', { name: 'Nothing to publish' }).waitFor()
    await page.getByRole('button', { name: 'More about this article' }).click()
    const href = await page.getByRole('link', { name: 'Open the live article' }).getAttribute('href')
    expect(await (await page.request.get(`${warmline.url}${href ?? ''}`)).text()).to.contain('tumble')
    await page.keyboard.press('Escape')
  })

  it('asks the bot and shows how it came to its answer', async () => {
    await page.getByRole('button', { name: 'Ask the bot' }).click()
    await page.getByLabel('Question').fill('How do I wash a down jacket?')
    await page.keyboard.press('Enter')
    const panel = page.getByRole('complementary', { name: 'Ask the bot' })
    await panel.getByText('Weighed').waitFor()
    await panel.getByText('%').waitFor()
    await picture(page, 'editor-ask')
    await panel.getByRole('button', { name: 'Close' }).click()
  })

  it('loses nothing when two write at once', async () => {
    const other = await openScreen(browser, page.url(), { context: screen.context })
    await other.page.getByLabel('Title').waitFor()
    await text().focus()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('\n\nWritten here.')
    // The other window shares this browser's unsaved text, as one person's two windows do: theirs is saved as another revision.
    await other.page.getByLabel('Title').fill('Washing down, theirs')
    await other.page.keyboard.press('Control+s')
    await other.page.getByText(/^Revision 3/).waitFor()
    await page.keyboard.press('Control+s')
    await page.getByText(/saved revision 3/).waitFor()
    expect(await text().inputValue()).to.contain('Written here.')
    await page.getByRole('button', { name: 'Go on with theirs' }).click()
    expect(await page.getByLabel('Title').inputValue()).to.equal('Washing down, theirs')
    await page.getByRole('button', { name: 'Bring it back' }).click()
    expect(await text().inputValue()).to.contain('Written here.')
    await page.keyboard.press('Control+s')
    await page.getByText(/^Revision 4/).waitFor()
    expect(other.faults).to.deep.equal([])
    await other.page.close()
  })

  it('writes a new article, publishes and retires it', async () => {
    await page.getByRole('button', { name: 'New article' }).click()
    await page.getByLabel('Title').fill('Renting a bear canister')
    await page.getByLabel('Section').fill('Product care')
    await text().fill('You can rent a bear canister in every store for **8 pounds** a week.')
    await page.keyboard.press('Control+s')
    await page.getByText(/^Revision 1/).waitFor()
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByRole('button', { name: 'Nothing to publish' }).waitFor()
    await page.getByRole('button', { name: 'More about this article' }).click()
    await page.getByRole('button', { name: 'Retire' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Retire' }).click()
    await page.getByRole('button', { name: 'Publish again' }).waitFor()
  })

  it('saves once what a slow server answered too late', async () => {
    await page.getByRole('button', { name: 'New article' }).click()
    await page.getByLabel('Title').fill('Renting a stove')
    await page.getByLabel('Section').fill('Product care')
    await text().fill('You can rent a stove for **3 pounds** a week.')
    await answersLate(page, '**/api/articles')
    await page.keyboard.press('Control+s')
    await page.getByText(/Not saved yet/).waitFor()
    expect(await text().inputValue()).to.contain('3 pounds')
    await page.keyboard.press('Control+s')
    await page.getByText(/^Revision 1/).waitFor()
    await text().fill('You can rent a stove for **4 pounds** a week.')
    await answersLate(page, '**/draft')
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByText(/Not saved yet/).waitFor()
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByText(/^Revision 2/).waitFor()
    await page.getByRole('button', { name: 'Nothing to publish' }).waitFor()
    expect(await page.getByText(/while you were writing/).count()).to.equal(0)
    await page.getByRole('searchbox').fill('renting a stove')
    expect(await page.getByRole('navigation').getByRole('listitem').count()).to.equal(1)
    await page.getByRole('searchbox').fill('')
  })

  it('fits a phone', async () => {
    const phone = await openScreen(browser, `${warmline.url}/editor`, { context: screen.context })
    await phone.page.setViewportSize({ width: 360, height: 780 })
    await phone.page.getByRole('searchbox').fill('warranty')
    await phone.page.getByRole('navigation').getByRole('listitem').first().getByRole('button').click()
    await phone.page.getByLabel('Title').waitFor()
    await picture(phone.page, 'editor-phone')
    await phone.page.getByRole('button', { name: 'Preview' }).click()
    await phone.page.getByRole('region', { name: 'Preview' }).waitFor()
    const wide = await phone.page.evaluate('document.documentElement.scrollWidth > window.innerWidth')
    expect(wide).to.equal(false)
    await phone.page.close()
  })

  it('had no fault on the page', () => {
    expect(screen.faults).to.deep.equal([])
  })
})
