import { mkdir } from 'node:fs/promises'
import type { Page } from 'playwright-core'

const FOLDER = new URL('../../docs/images/', import.meta.url)

/** The pictures that the README shows are what the tests saw. Taken only when asked for, so that a test run changes no file. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env['PICTURES'] === undefined) return
  await mkdir(FOLDER, { recursive: true })
  await page.waitForTimeout(400)
  await page.screenshot({ path: new URL(`${name}.png`, FOLDER).pathname })
}
