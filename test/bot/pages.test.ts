import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { type ChatServer, startChatServer } from './chat-server.ts'

describe('the pages', () => {
  let server: ChatServer
  const folder = mkdtempSync(join(tmpdir(), 'warmline-pages-'))
  const webRoot = join(folder, 'web')
  before(async () => {
    for (const name of ['home', 'chat', 'desk', 'editor', 'assets']) mkdirSync(join(webRoot, name), { recursive: true })
    writeFileSync(join(folder, 'secret.txt'), 'a secret')
    writeFileSync(join(webRoot, 'assets', '.hidden'), 'a secret')
    writeFileSync(join(webRoot, 'home', 'index.html'), '<h1>Home</h1>')
    writeFileSync(join(webRoot, 'desk', 'index.html'), '<h1>Desk</h1>')
    writeFileSync(join(webRoot, 'widget.js'), 'widget()')
    writeFileSync(join(webRoot, 'assets', 'desk-Ab3_x-9z.js'), 'desk()')
    writeFileSync(join(webRoot, 'assets', 'plain.css'), 'p {}')
    server = await startChatServer({ webRoot })
  })
  after(async () => {
    await server.close()
    rmSync(folder, { recursive: true })
  })

  it('come with their type, and are kept as long as their name lasts', async () => {
    for (const [path, type, caching] of [
      ['/', 'text/html; charset=utf-8', 'no-cache'],
      ['/desk', 'text/html; charset=utf-8', 'no-cache'],
      ['/desk/', 'text/html; charset=utf-8', 'no-cache'],
      ['/widget.js', 'text/javascript; charset=utf-8', 'no-cache'],
      ['/assets/desk-Ab3_x-9z.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
      ['/assets/plain.css', 'text/css; charset=utf-8', 'no-cache'],
    ] as const) {
      const answer = await server.get(path)
      expect(answer.status, path).to.equal(200)
      expect(answer.headers.get('content-type')).to.equal(type)
      expect(answer.headers.get('cache-control')).to.equal(caching)
    }
  })

  it('are not sent again to whoever has them', async () => {
    const first = await server.get('/widget.js')
    const again = await fetch(`${server.url}/widget.js`, { headers: { 'If-None-Match': first.headers.get('etag') ?? '' } })
    expect(again.status).to.equal(304)
    expect(again.headers.get('access-control-allow-origin'), 'the widget runs on anyone’s page').to.equal('*')
    expect(again.headers.get('cross-origin-resource-policy')).to.equal('cross-origin')
  })

  it('let nobody climb out of their folder', async () => {
    for (const path of [
      '/assets/../../secret.txt',
      '/assets/..%2f..%2fsecret.txt',
      '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
      '/assets/..%5c..%5csecret.txt',
      '/assets/.hidden',
      '/assets/%2ehidden',
      '/assets/',
      '/assets/missing.js',
      '/assets/plain.css%00.js',
      '/chat',
      `/assets/${'a'.repeat(500)}`,
    ]) {
      const { status, text } = await raw(server.port, path)
      expect(status, path).to.equal(404)
      expect(text).not.to.contain('secret')
    }
  })

  it('show a published article, and say when it is gone', async () => {
    const found = await server.get('/articles/returns')
    const html = await found.text()
    expect(found.headers.get('content-type')).to.equal('text/html; charset=utf-8')
    expect(html).to.contain('<h1>Returns &#38; &#60;refunds&#62;</h1>').and.contain('<p>Send it back.</p>')
    expect(html).to.contain('<time datetime="2026-01-05">5 January 2026</time>')
    const gone = await server.get('/articles/nothing')
    expect(gone.status).to.equal(404)
    expect(await gone.text()).to.contain('not here any more')
  })

  it('include whether the process lives and can serve', async () => {
    expect(await (await server.get('/healthz')).json()).to.deep.equal({ status: 'alive' })
    expect(await (await server.get('/readyz')).json()).to.deep.equal({ status: 'ready' })
  })
})

/** Without a client that tidies the path up first. */
function raw(port: number, path: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    get({ port, path }, (response) => {
      let text = ''
      response.on('data', (data: Buffer) => (text += data.toString()))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    }).on('error', reject)
  })
}
