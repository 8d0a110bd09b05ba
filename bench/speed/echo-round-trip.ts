import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startChild } from './child.ts'

/** Milliseconds from posting a message to the empty bot until its reply arrives at the channel's address. */
export async function measureEcho(messages: number): Promise<number[]> {
  let arrived: (() => void) | undefined
  const channel = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"id":"1"}')
      arrived?.()
    })
  })
  await new Promise<void>((resolve) => channel.listen(0, '127.0.0.1', resolve))
  const serviceUrl = `http://127.0.0.1:${(channel.address() as AddressInfo).port}`
  const bot = await startChild('bench/speed/echo-bot.ts', /listening on (\d+)/)
  const figures: number[] = []
  for (let n = 0; n < messages; n++) {
    const reply = new Promise<void>((resolve) => (arrived = resolve))
    const started = performance.now()
    const posted = post(`http://127.0.0.1:${bot.said}/api/messages`, activity(n, serviceUrl))
    await reply
    figures.push(performance.now() - started)
    await posted
  }
  await bot.stop()
  channel.close()
  channel.closeAllConnections()
  return figures
}

async function post(url: string, body: unknown): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  await response.arrayBuffer()
}

function activity(n: number, serviceUrl: string): unknown {
  return {
    type: 'message',
    id: `m${n}`,
    channelId: 'emulator',
    serviceUrl,
    from: { id: 'customer' },
    recipient: { id: 'bot' },
    conversation: { id: 'conversation' },
    text: `message ${n}`,
  }
}
