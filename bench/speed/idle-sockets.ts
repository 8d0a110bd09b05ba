import { openChat } from './chat-client.ts'

/** Customers who have the chat open and say nothing. A program of its own, because each socket also costs whoever holds the other end. */
const [base = '', count = '0'] = process.argv.slice(2)
const AT_ONCE = 50

for (let open = 0; open < Number(count); open += AT_ONCE) {
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, Number(count) - open) }, () => openChat(base)))
}
console.log(`open ${count}`)
