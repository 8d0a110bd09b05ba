import type { Browser, BrowserContext, Page } from 'playwright-core'

export interface Screen {
  page: Page
  context: BrowserContext
  /** What must not happen on any page: script errors, refused styles or scripts, requests to somebody else. */
  faults: string[]
}

interface Look {
  theme?: 'light' | 'dark'
  phone?: boolean
  context?: BrowserContext
}

const DESKTOP = { width: 1280, height: 800 }
const PHONE = { width: 390, height: 844 }

export async function openScreen(
  browser: Browser,
  url: string,
  { theme = 'light', phone = false, context }: Look = {},
): Promise<Screen> {
  const own =
    context ??
    (await browser.newContext({
      viewport: phone ? PHONE : DESKTOP,
      isMobile: phone,
      hasTouch: phone,
      deviceScaleFactor: phone ? 2 : 1,
      colorScheme: theme,
      reducedMotion: 'reduce',
      locale: 'en-GB',
    }))
  const page = await own.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    // A refused answer (409, a server being restarted) is for the page to handle; everything else is a fault.
    if (message.type() === 'error' && !/Failed to load resource|WebSocket connection/.test(message.text()))
      faults.push(message.text())
  })
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (protocol.startsWith('http') && origin !== new URL(url).origin) faults.push(`a request left for ${origin}`)
  })
  await page.goto(url)
  return { page, context: own, faults }
}
