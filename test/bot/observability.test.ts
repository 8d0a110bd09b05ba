import { expect } from 'chai'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { composeNode, type Node } from '../../bot/compose.ts'
import { readConfig } from '../../bot/config.ts'
import { createLogger } from '../../bot/logger.ts'
import { newCustomer } from '../torture/customer.ts'

interface Span {
  name: string
  traceId: string
  spanId: string
  parentSpanId?: string
}

/** What an OpenTelemetry collector does with OTLP over HTTP, as far as reading spans goes. */
async function startCollector() {
  const spans: Span[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] }
      spans.push(...body.resourceSpans.flatMap((resource) => resource.scopeSpans.flatMap((scope) => scope.spans)))
      response.setHeader('Content-Type', 'application/json')
      response.end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { spans, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() }
}

describe('seen from outside', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'warmline-seen-'))
  let collector: Awaited<ReturnType<typeof startCollector>>
  let node: Node
  let base: string
  before(async function () {
    this.timeout(60_000)
    collector = await startCollector()
    const config = readConfig({
      PORT: '0',
      DATA_DIR: dataDir,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      METRICS_TOKEN: 'a-token-of-16-characters',
    })
    node = await composeNode(config, createLogger('error'))
    base = `http://127.0.0.1:${await node.start()}`
  })
  after(() => rmSync(dataDir, { recursive: true }))

  it('is alive, ready, counted in Prometheus figures, and a turn is one trace', async () => {
    expect((await fetch(`${base}/healthz`)).status).to.equal(200)
    expect((await fetch(`${base}/readyz`)).status).to.equal(200)
    const customer = await newCustomer(base, 'seen')
    await customer.say(base, 'one')
    await node.application.settled()

    const figures = await (await fetch(`${base}/metrics`)).text()
    expect(figures).to.match(/^warmline_messages_total\{from="customer"\} 1$/m)
    expect(figures).to.match(/^warmline_turns_total\{outcome="answered",route="\w+"\} 1$/m)
    expect(figures).to.match(/^warmline_handoffs_waiting 0$/m)
    expect(figures).to.match(
      /^warmline_http_request_duration_seconds_count\{method="POST",route="\/chat\/token",status="200"\} 1$/m,
    )

    const forwarded = (headers: Record<string, string>) =>
      fetch(`${base}/metrics`, { headers: { 'X-Forwarded-For': '203.0.113.9', ...headers } })
    expect((await forwarded({})).status).to.equal(401)
    expect((await forwarded({ Authorization: 'Bearer a-token-of-16-characters' })).status).to.equal(200)

    // Stopping sends what waits.
    await node.stop()
    collector.close()
    const received = collector.spans.find((span) => span.name === 'receive')
    const turn = collector.spans.find((span) => span.name === 'turn')
    expect(turn?.traceId).to.equal(received?.traceId)
    expect(turn?.parentSpanId).to.equal(received?.spanId)
  })
})
