export interface ServerSent {
  id: string
  event: string
  data: unknown
}

/** Reads server-sent events one by one, each when it is asked for. */
export function eventSource(response: Response) {
  const reader = (response.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader()
  let text = ''

  async function next(): Promise<ServerSent | undefined> {
    for (;;) {
      const end = text.indexOf('\n\n')
      if (end >= 0) {
        const block = text.slice(0, end)
        text = text.slice(end + 2)
        const event = parse(block)
        if (event) return event
        continue
      }
      const { done, value } = await reader.read()
      if (done) return undefined
      text += value
    }
  }

  return {
    /** The next event of a kind; others are passed over. undefined when the stream ended. */
    async next(kind?: string): Promise<ServerSent | undefined> {
      for (;;) {
        const event = await next()
        if (!event || kind === undefined || event.event === kind) return event
      }
    },
    close: () => reader.cancel(),
  }
}

function parse(block: string): ServerSent | undefined {
  const fields = new Map(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]))
  const data = fields.get('data')
  if (data === undefined) return undefined
  return { id: fields.get('id') ?? '', event: fields.get('event') ?? 'message', data: JSON.parse(data) as unknown }
}
