/**
 * Everything Warmline says itself, as ICU messages. Short, plain, second person; no exclamation marks in trouble; one question at a time.
 * Every other language holds the same keys (checked by its type).
 */
export const en = {
  'notice.queued':
    'You are in the queue for a person{position, plural, =0 {} =1 {, next in line} other {, number #}}.{waitMinutes, plural, =0 {} =1 { It usually takes about a minute.} other { It usually takes about # minutes.}} You can keep writing; they will read all of it.',
  'notice.queued_nobody_here':
    'Nobody is at the desk right now. Your place in the queue is kept. Leave an email address or phone number and a person will get back to you.',
  'notice.contact_noted': 'Noted. A person will reach you at {contact}.',
  'notice.cancelled': 'Cancelled. You are back with the bot.',
  'notice.going_on': 'Your place in the queue is kept. Ask away in the meantime.',
  'notice.joined': '{name} has joined the conversation.',
  'notice.transferred': '{name} takes over from here and has read the conversation.',
  'notice.claim_lapsed': 'The connection to {name} was lost. You are back in the queue in your old place.',
  'notice.expired':
    'Nobody could take this in time, and that is on us. You are back with the bot; ask for a person again whenever you like.',
  'notice.returned': '{name} has handed the conversation back to the bot. How was it?',
  'notice.closed': '{name} has closed this conversation. How was it?',
  'notice.ended': 'You ended the chat. Write again whenever you like.',
  'reply.cancel': 'Cancel',
  'reply.go_on': 'Ask the bot meanwhile',
  'reply.human': 'Talk to a person',
  'reply.helped': 'Yes, thanks',
  'reply.not_helped': 'No, not really',
} as const
