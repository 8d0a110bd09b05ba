import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface LossyProxy {
  /** The server's address by way of here. */
  uri: string
  /** The answers to the next so many writes are lost: the line breaks when they come. */
  loseAnswers(count: number): void
  close(): void
}

const WRITES = ['insert\0', 'update\0', 'delete\0', 'findAndModify\0']

/** Stands before a MongoDB server and loses answers on demand: the write has happened, and nobody is told. */
export async function startLossyProxy(uri: string): Promise<LossyProxy> {
  const { hostname, port, search } = new URL(uri.replace('mongodb:', 'http:'))
  const lines = new Set<Socket>()
  let left = 0
  const proxy = createServer((client) => {
    const server = connect(Number(port), hostname)
    let writes = false
    const breakOff = (): void => {
      client.destroy()
      server.destroy()
    }
    for (const socket of [client, server]) {
      lines.add(socket)
      socket.setNoDelay(true)
      socket.on('error', breakOff)
      socket.on('close', () => {
        lines.delete(socket)
        breakOff()
      })
    }
    client.on('data', (request: Buffer) => {
      writes = WRITES.some((name) => request.includes(name))
      server.write(request)
    })
    server.on('data', (answer: Buffer) => {
      if (!writes || left === 0) {
        client.write(answer)
        return
      }
      left--
      breakOff()
    })
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  return {
    uri: `mongodb://127.0.0.1:${(proxy.address() as AddressInfo).port}/${search}`,
    loseAnswers: (count) => (left = count),
    close() {
      proxy.close()
      for (const socket of lines) socket.destroy()
    },
  }
}
