import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { until } from '../bot/chat-server.ts'
import { teamsMessage } from '../bot/connector-server.ts'
import { type Agent, agentAt } from './agent.ts'
import { launch } from './chromium.ts'
import { openScreen, type Screen } from './screen.ts'
import { startWarmline, type Warmline } from './warmline.ts'

describe('what could not be delivered, at the desk', () => {
  let warmline: Warmline
  let browser: Browser
  let desk: Screen
  let agent: Agent
  let teams: Awaited<ReturnType<typeof startChannel>>
  let webhook: Awaited<ReturnType<typeof startChannel>>

  before(async () => {
    ;[teams, webhook] = await Promise.all([startChannel(), startChannel()])
    webhook.status = 404
    ;[warmline, browser] = await Promise.all([
      startWarmline({
        ALLOW_UNAUTHENTICATED_BOT_FRAMEWORK: 'true',
        WEBHOOK_URL: webhook.url,
        WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
      }),
      launch(),
    ])
    desk = await openScreen(browser, warmline.links.agent)
    agent = agentAt(desk.page)
    const message = teamsMessage({ serviceUrl: teams.url, text: 'Can I talk to a person, please?', entities: [] })
    await fetch(`${warmline.url}/api/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(message),
    })
    await agent.rows.first().waitFor()
    await agent.press('j')
    await agent.press('c')
    await agent.owns(/You are talking with/)
  })

  after(async () => {
    await browser.close()
    await warmline.stop()
    teams.server.close()
    webhook.server.close()
  })

  it('says why in plain words, and sends it when Try again is pressed', async () => {
    teams.status = 403
    await agent.says('I have found your parcel.')
    await agent.sees(/Teams refused us \(403\)/)
    teams.status = 200
    await desk.page.locator('.said.human').getByRole('button', { name: 'Try again' }).press('Enter')
    await agent.sees(/Sent again/)
    // The page says so when it is decided; a moment later Teams has it.
    const sent = (): string[] => teams.texts().filter((text) => text.endsWith('I have found your parcel.'))
    await until(() => sent().length > 0, 10_000)
    expect(sent()).to.have.length(1)
  })

  it('says that the webhook was not told, apart from what the customer reads', async () => {
    const beside = desk.page.getByRole('complementary', { name: 'Brief and customer' })
    await beside.getByText(/The webhook missed \d steps\./).waitFor()
    webhook.status = 200
    await beside.getByRole('button', { name: 'Try again' }).press('Enter')
    await beside.getByText(/The webhook was told again\./).waitFor()
    await until(() => webhook.bodies.length > 0, 10_000)
  })

  it('had no fault on the page', () => {
    expect(desk.faults).to.deep.equal([])
  })
})

/** Somebody else's server, which takes what it is sent while its status is good. */
async function startChannel() {
  const bodies: Record<string, unknown>[] = []
  const server: Server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      if (channel.status < 300) bodies.push(body)
      response.statusCode = channel.status
      response.end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const channel = {
    ...{ server, bodies, status: 200 },
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    texts: () => bodies.map(({ text }) => String(text)),
  }
  return channel
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>
}
