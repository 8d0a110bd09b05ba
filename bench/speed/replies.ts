import { openChat } from './chat-client.ts'
import { median } from './statistics.ts'

/** Milliseconds until each reply, the words said over and over in one conversation. */
export async function askMany(base: string, words: readonly string[], messages: number): Promise<number[]> {
  const chat = await openChat(base)
  const figures: number[] = []
  for (let n = 0; n < messages; n++) figures.push(await chat.ask(words[n % words.length] ?? 'hello'))
  chat.close()
  return figures
}

/**
 * Medians of a hundred turns each, asked in turn in a young conversation and in one that already holds `messages`, so that whatever
 * else the machine does meets both alike.
 */
export async function turnsOfOneConversation(base: string, messages: number): Promise<{ early: number; late: number }> {
  const long = await openChat(base)
  for (let sent = 0; sent < messages; sent += 10) await Promise.all(Array.from({ length: 10 }, () => long.ask('hello')))
  const young = await openChat(base)
  for (let n = 0; n < 9; n++) await young.ask('hello')
  const early: number[] = []
  const late: number[] = []
  for (let n = 0; n < 100; n++) {
    early.push(await young.ask('hello'))
    late.push(await long.ask('hello'))
  }
  young.close()
  long.close()
  return { early: median(early), late: median(late) }
}
