import type { Locator, Page } from 'playwright-core'

/** A customer at the widget, by what is on the screen and with the keyboard. */
export interface Customer {
  page: Page
  log: Locator
  speaker: Locator
  box: Locator
  ready(): Promise<void>
  says(text: string): Promise<void>
  sees(text: string | RegExp): Promise<void>
  chip(name: string | RegExp): Locator
  speaksWith(text: string | RegExp): Promise<void>
}

export function customerAt(page: Page): Customer {
  const log = page.getByRole('log')
  const speaker = page.locator('.speaker-words')
  const box = page.locator('warmline-chat').getByRole('textbox')
  return {
    page,
    log,
    speaker,
    box,
    ready: () => log.getByText(/a bot/).first().waitFor(),
    async says(text) {
      await box.focus()
      await page.keyboard.type(text)
      await page.keyboard.press('Enter')
      await log.getByText(text).last().waitFor()
    },
    sees: (text) => log.getByText(text).last().waitFor(),
    chip: (name) => page.locator('.chips, .faces').getByRole('button', { name }).first(),
    speaksWith: (text) => speaker.getByText(text).first().waitFor(),
  }
}
