import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Conversation } from './conversation.ts'
import type { Words } from './words.ts'

/** What every part of the panel needs. */
export interface Chat {
  conversation: Conversation
  words: Words
  /** How dates are written: the visitor's own region of the language. */
  locale: string
  shop: string
  origin: string
}

export const ChatContext = createContext<Chat | undefined>(undefined)

export function useChat(): Chat {
  const chat = useContext(ChatContext)
  if (chat === undefined) throw new Error('useChat outside of ChatContext')
  return chat
}
