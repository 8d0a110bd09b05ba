import { expect } from 'chai'
import { openStaffWorld, type StaffWorld } from './staff-world.ts'

describe('signing in', () => {
  let world: StaffWorld
  beforeEach(async () => {
    world = await openStaffWorld()
  })
  afterEach(() => world.close())

  it('opens a link once: cookie, desk, and who it is', async () => {
    const { code } = await world.addAccount({ name: 'Ana Ruiz', roles: ['agent'] })
    const { response, browser } = await world.openLink(code)
    expect(response.status).to.equal(303)
    expect(response.headers.get('location')).to.equal('/desk')
    expect(response.headers.get('set-cookie')).to.match(
      /^warmline_session=[\w-]+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/,
    )
    const session = await browser.get('/api/session')
    expect(await session.json()).to.deep.equal({
      accountId: 'ana-ruiz',
      name: 'Ana Ruiz',
      roles: ['agent'],
      presence: 'available',
    })
    const again = await world.openLink(code)
    expect(again.response.status).to.equal(410)
    expect(await again.response.text()).to.include('npm run account')
    expect(again.response.headers.get('set-cookie')).to.equal(null)
  })

  it('refuses a link older than ten minutes, or without a code', async () => {
    const { code } = await world.addAccount({ name: 'Ana', roles: ['agent'] })
    world.clock.pass(10 * 60_000)
    expect((await world.openLink(code)).response.status).to.equal(410)
    expect((await world.openLink('')).response.status).to.equal(400)
  })

  it('sends editors to the editor, and marks the cookie Secure behind https', async () => {
    const editor = await world.addAccount({ name: 'Eva', roles: ['editor'] })
    expect((await world.openLink(editor.code)).response.headers.get('location')).to.equal('/editor')
    const secure = await openStaffWorld({ publicUrl: 'https://help.example' })
    try {
      const { code } = await secure.addAccount({ name: 'Eva', roles: ['editor'] })
      expect((await secure.openLink(code)).response.headers.get('set-cookie')).to.match(/; Secure$/)
    } finally {
      await secure.close()
    }
  })

  it('adds the role of a second link of the same account to the session, under a new id', async () => {
    const agent = await world.makeSignInCode({ accountId: 'demo', name: 'Robin', roles: ['agent'] })
    const editor = await world.makeSignInCode({ accountId: 'demo', name: 'Robin', roles: ['editor'] })
    const first = (await world.openLink(agent)).browser
    const second = (await world.openLink(editor, first.cookie)).browser
    expect(await (await second.get('/api/session')).json()).to.deep.include({ roles: ['agent', 'editor'] })
    expect((await first.get('/api/session')).status).to.equal(401)
  })

  it('keeps demo links and their sessions to this machine: none of it works through a proxy', async () => {
    const proxied = { 'x-forwarded-for': '203.0.113.7' }
    const demo = () => world.makeSignInCode({ accountId: 'demo', name: 'Robin', roles: ['agent'] })
    expect((await world.browser().get(`/sign-in?code=${await demo()}`, proxied)).status).to.equal(410)
    const { browser } = await world.openLink(await demo())
    expect((await browser.get('/api/session')).status).to.equal(200)
    expect((await browser.get('/api/session', proxied)).status).to.equal(401)
    const { cookie } = await world.signedIn('Ana', 'agent')
    expect((await world.browser(cookie).get('/api/session', proxied)).status).to.equal(200)
  })

  it("replaces another account's session instead of joining it", async () => {
    const first = (await world.openLink((await world.addAccount({ name: 'Ana', roles: ['admin'] })).code)).browser
    const second = (await world.openLink((await world.addAccount({ name: 'Eva', roles: ['editor'] })).code, first.cookie)).browser
    expect(await (await second.get('/api/session')).json()).to.deep.include({ accountId: 'eva', roles: ['editor'] })
  })

  it('ends after twelve hours, and at sign-out', async () => {
    const agent = await world.signedIn('Ana', 'agent')
    world.clock.pass(12 * 3600_000 - 1)
    expect((await agent.get('/api/session')).status).to.equal(200)
    world.clock.pass(1)
    expect((await agent.get('/api/session')).status).to.equal(401)
    const other = await world.signedIn('Ben', 'agent')
    const out = await other.post('/api/session/sign-out')
    expect(out.status).to.equal(204)
    expect(out.headers.get('set-cookie')).to.include('Max-Age=0')
    expect((await other.get('/api/session')).status).to.equal(401)
  })

  it('takes a bearer token, and does not fall back to the cookie when it is wrong', async () => {
    const { token } = await world.addAccount({ name: 'Ana', roles: ['agent'] })
    expect((await world.browser(undefined, token).get('/api/session')).status).to.equal(200)
    const { cookie } = await world.signedIn('Ben', 'agent')
    expect((await world.browser(cookie, 'wl_wrong').get('/api/session')).status).to.equal(401)
    const basic = await world.browser(cookie).get('/api/session', { authorization: 'Basic YTpi' })
    expect(basic.status).to.equal(401)
  })

  it('answers 401 without a session and 403 without the role; an admin has them all', async () => {
    const nobody = await world.browser().get('/api/desk/handoffs')
    expect(nobody.status).to.equal(401)
    expect(nobody.headers.get('content-type')).to.equal('application/problem+json')
    expect(await nobody.json()).to.deep.include({ code: 'unauthenticated', status: 401 })
    expect((await (await world.signedIn('Eva', 'editor')).get('/api/desk/handoffs')).status).to.equal(403)
    expect((await (await world.signedIn('Ana', 'agent')).get('/api/articles')).status).to.equal(403)
    const admin = await world.signedIn('Ada', 'admin')
    expect((await admin.get('/api/desk/handoffs')).status).to.equal(200)
    expect((await admin.get('/api/articles')).status).to.equal(200)
  })

  it("refuses an unsafe request of another site's page, whatever cookie it carries", async () => {
    const agent = await world.signedIn('Ana', 'agent')
    const presence = (headers: Record<string, string>) => agent.post('/api/desk/presence', { presence: 'away' }, headers)
    expect((await presence({ origin: 'https://evil.example' })).status).to.equal(403)
    expect((await presence({ origin: 'null' })).status).to.equal(403)
    expect((await presence({ 'sec-fetch-site': 'cross-site' })).status).to.equal(403)
    expect((await presence({ 'sec-fetch-site': 'same-site', origin: 'https://shop.example' })).status).to.equal(403)
    expect((await presence({ origin: world.url })).status).to.equal(200)
    expect((await presence({ 'sec-fetch-site': 'same-origin' })).status).to.equal(200)
    expect((await presence({})).status).to.equal(200)
  })

  it('keeps no code, session id or token in the store', async () => {
    const { code, token, account } = await world.addAccount({ name: 'Ana', roles: ['agent'] })
    const { browser } = await world.openLink(code)
    const kept = JSON.stringify([account, await world.store.accounts.list()])
    expect(kept).not.to.include(token)
    const sessionToken = browser.cookie?.split('=')[1] ?? ''
    expect(await world.store.sessions.get(sessionToken, world.clock.now())).to.equal(undefined)
    expect(await world.store.signInCodes.take(code, 0)).to.equal(undefined)
  })
})
