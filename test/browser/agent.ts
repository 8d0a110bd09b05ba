import type { Locator, Page } from 'playwright-core'

/** A human agent at the desk: whatever has a key is done by its key. */
export interface Agent {
  page: Page
  transcript: Locator
  ownership: Locator
  rows: Locator
  press(key: string): Promise<void>
  says(text: string): Promise<void>
  sees(text: string | RegExp): Promise<void>
  owns(text: string | RegExp): Promise<void>
}

export function agentAt(page: Page): Agent {
  const transcript = page.getByRole('log')
  const ownership = page.getByRole('region', { name: 'Who may speak now' })
  return {
    page,
    transcript,
    ownership,
    rows: page.getByRole('tabpanel').getByRole('listitem'),
    press: (key) => page.keyboard.press(key),
    async says(text) {
      const reply = page.getByRole('textbox', { name: /^Reply to/ })
      if (!(await reply.isVisible())) await page.getByRole('button', { name: /^Reply/ }).press('Enter')
      await reply.focus()
      await page.keyboard.type(text)
      await page.keyboard.press('Enter')
      await transcript.getByText(text).last().waitFor()
    },
    sees: (text) => transcript.getByText(text).last().waitFor(),
    owns: (text) => ownership.getByText(text).first().waitFor(),
  }
}
