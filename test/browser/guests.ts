import type { ChatTokenAnswer } from '../../bot/api/chat.ts'

/** A customer without a browser, straight over Direct Line: to fill the desk as on a working day. */
export interface Guest {
  says(text: string): Promise<void>
}

export async function arrive(url: string, name: string, language = 'en'): Promise<Guest> {
  const post = async <T>(path: string, token: string | undefined, body?: unknown): Promise<T> => {
    const response = await fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
      body: body === undefined ? null : JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path} answered ${response.status}`)
    return (await response.json()) as T
  }
  const { token } = await post<ChatTokenAnswer>('/chat/token', undefined, { name, language })
  const opened = await post<ChatTokenAnswer>('/v3/directline/conversations', token)
  const { user } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { user: string }
  return {
    async says(text) {
      await post(`/v3/directline/conversations/${opened.conversationId}/activities`, opened.token, {
        type: 'message',
        from: { id: user },
        text,
      })
      // The bot takes its turn; a person would read it, too.
      await new Promise((resolve) => setTimeout(resolve, 700))
    },
  }
}
