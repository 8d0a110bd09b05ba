import type { Page } from 'playwright-core'

/** What is sent there is done, but the page hears what a slow store makes it hear: 503. The next time all is well. */
export async function answersLate(page: Page, path: string): Promise<void> {
  const problem = { type: 'urn:warmline:error:store_unavailable', title: 'slow', status: 503, code: 'store_unavailable' }
  await page.route(
    path,
    async (route) => {
      await route.fetch()
      await route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(problem) })
    },
    { times: 1 },
  )
}
