import type { CustomerIndex, Erasures, LogRewriting, StoreClock } from './ports.ts'

export interface EraseCustomerDeps {
  customers: CustomerIndex
  erasures: Erasures
  rewriting: LogRewriting
  clock: StoreClock
  eraseConversation: (conversationId: string) => Promise<void>
}

/** Every conversation of one customer. Remembered, hashed, so that a restored backup does not bring the words back. */
export function createEraseCustomer({ customers, erasures, rewriting, clock, eraseConversation }: EraseCustomerDeps) {
  return async (customerKey: string): Promise<{ conversations: number }> => {
    await erasures.add(customerKey, clock.now())
    const conversations = await customers.conversationsOf(customerKey)
    for (const conversationId of conversations) await eraseConversation(conversationId)
    await rewriting.scrub({ everywhere: true })
    return { conversations: conversations.length }
  }
}
