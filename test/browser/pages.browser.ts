import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { launch } from './chromium.ts'
import { picture } from './picture.ts'
import { openScreen } from './screen.ts'
import { startWarmline, type Warmline } from './warmline.ts'

const FONT_SIZE = "getComputedStyle(document.querySelector('warmline-chat').shadowRoot.querySelector('textarea')).fontSize"

describe('the pages', () => {
  let warmline: Warmline
  let browser: Browser

  before(async () => {
    ;[warmline, browser] = await Promise.all([startWarmline(), launch()])
  })

  after(async () => {
    await browser.close()
    await warmline.stop()
  })

  for (const theme of ['light', 'dark'] as const) {
    for (const path of ['/', '/chat', '/desk', '/editor', '/articles/wash-down']) {
      it(`${path} is whole in the ${theme} theme, on a desktop and on a phone`, async () => {
        for (const phone of [false, true]) {
          const { page, context, faults } = await openScreen(browser, warmline.url + path, { theme, phone })
          await page.getByRole('heading').first().waitFor()
          await page.waitForLoadState('networkidle')
          expect(await page.evaluate('document.documentElement.scrollWidth > window.innerWidth')).to.equal(false)
          expect(faults).to.deep.equal([])
          if (path === '/' && theme === 'light') await picture(page, phone ? 'home-phone' : 'home')
          await context.close()
        }
      })
    }
  }

  it('the chat speaks the visitor’s language', async () => {
    const german = await browser.newContext({ locale: 'de-CH' })
    const visitor = await german.newPage()
    await visitor.goto(`${warmline.url}/chat`)
    await visitor.getByRole('textbox', { name: 'Nachricht schreiben' }).waitFor()
    await german.close()
  })

  describe('somebody else’s page, with another root font size and rude styles', () => {
    let shop: Server

    before(async () => {
      shop = createServer((_request, response) => {
        response.setHeader('Content-Type', 'text/html; charset=utf-8')
        response.end(`<!doctype html><html style="font-size:62.5%"><style>* { color: red !important; font: 30px serif } div { margin: 40px }</style>
          <body><h1>A shop</h1><script src="${warmline.url}/widget.js" data-name="A shop" async></script></body></html>`)
      })
      await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve))
    })

    after(() => shop.close())

    it('gets the launcher from one script tag; window.Warmline opens and closes the panel', async () => {
      const page = await browser.newPage()
      await page.goto(`http://127.0.0.1:${(shop.address() as AddressInfo).port}/`)
      await page.getByRole('button', { name: 'Open chat' }).waitFor()
      await page.evaluate('window.Warmline.open()')
      await page.getByRole('dialog', { name: 'Chat with A shop' }).waitFor()
      expect(await page.evaluate(FONT_SIZE)).to.equal('14px')
      await page.evaluate('window.Warmline.close()')
      await page.getByRole('button', { name: 'Open chat' }).waitFor()
      await page.close()
    })
  })
})
