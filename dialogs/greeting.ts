import { say } from '../language/catalogue.ts'
import type { QuickReply } from '../domain/words.ts'

export interface Greeting {
  text: string
  quickReplies: QuickReply[]
}

export interface GreetingDeps {
  shopName: string
  /** Slug of the article that is the privacy notice. */
  privacySlug: string
}

/** The first words on web chat: that it is a bot, what it can do, and where the privacy notice is. */
export function greeting(language: string, { shopName, privacySlug }: GreetingDeps): Greeting {
  return {
    text: say(language, 'greeting.text', {
      shopName,
      privacy: `[${say(language, 'greeting.privacy')}](/articles/${privacySlug})`,
    }),
    quickReplies: [
      { title: say(language, 'starter.order') },
      { title: say(language, 'starter.return') },
      { title: say(language, 'reply.human'), action: { warmline: 'human' } },
    ],
  }
}
