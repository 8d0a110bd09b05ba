/**
 * Everything Warmline says itself, as ICU messages. Short, plain, second person; no exclamation marks in trouble; one question at a time.
 * Every other language holds the same keys (checked by its type).
 */
export const en = {
  'notice.queued':
    'You are in the queue for a person{position, plural, =0 {} =1 {, next in line} other {, number #}}.{waitMinutes, plural, =0 {} =1 { It usually takes about a minute.} other { It usually takes about # minutes.}} You can keep writing; they will read all of it.',
  'notice.queued_nobody_here':
    'Nobody is at the desk right now. Your place in the queue is kept. Leave an email address or phone number and a person will get back to you.',
  'notice.passed_on':
    'I have passed this on to a person, with everything said so far. They will join you here, and you can keep writing.',
  'notice.contact_noted': 'Noted. A person will reach you at {contact}.',
  'notice.cancelled': 'Cancelled. You are back with the bot.',
  'notice.going_on': 'Your place in the queue is kept. Ask away in the meantime.',
  'notice.joined': '{name} has joined the conversation.',
  'notice.transferred': '{name} takes over from here and has read the conversation.',
  'notice.claim_lapsed': 'The connection to {name} was lost. You are back in the queue in your old place.',
  'notice.expired':
    'Nobody could take this in time, and that is on us. You are back with the bot; ask for a person again whenever you like.',
  'notice.failed':
    'I could not get you a person this time, and that is on us. You are back with the bot; ask for a person again whenever you like.',
  'notice.returned': '{name} has handed the conversation back to the bot. How was it?',
  'notice.closed': '{name} has closed this conversation. How was it?',
  'notice.ended': 'You ended the chat. Write again whenever you like.',
  'reply.cancel': 'Cancel',
  'reply.go_on': 'Ask the bot meanwhile',
  'reply.human': 'Talk to a person',
  'reply.helped': 'Yes, thanks',
  'reply.not_helped': 'No, not really',
  'reply.no_thanks': 'No, thanks',
  'reply.neither': 'Neither of these',
  'greeting.text':
    'Hello, this is the {shopName} assistant, a bot. Ask me about orders, delivery, returns or gear. When I do not know something I say so, and you can talk to a person whenever you like. How we use what you write: {privacy}.',
  'greeting.privacy': 'privacy notice',
  'starter.order': 'Where is my order?',
  'starter.return': 'How do I return something?',
  'answer.did_it_help': 'Did that help?',
  'answer.next_best': 'Then perhaps this:',
  'answer.other_language': 'I only have this in {articleLanguage}:',
  'clarify.which': 'Which of these do you mean?',
  'clarify.rephrase': 'Then tell me in a few more words what you need.',
  'decline.missing_knowledge': 'I have no answer to that, and I would rather not guess. Would you like to talk to a person?',
  'decline.low_confidence': 'I am not sure enough of an answer to give you one. Would you like to talk to a person?',
  'decline.provider_failure': 'I cannot look that up right now; the fault is on our side. Would you like to talk to a person?',
  'decline.again': 'I do not know that either. Would you like to talk to a person?',
  'decline.waiting': 'I do not know that. The person you are waiting for will read your question.',
  'offer.unhelpful_answers':
    'Then I am out of good answers for this. Would you like to talk to a person? They will see what we tried, so you need not repeat it.',
  'offer.clarification_exhausted':
    'I still cannot tell what you mean, and asking again would waste your time. Would you like to talk to a person?',
  'offer.frustration': 'A person can look into it. Would you like to talk to one?',
  'offer.declined': 'All right. What else would you like to know?',
  'handoff.already_queued': 'You are in the queue for a person already. They will read all of this.',
  'trouble.late': 'A parcel that does not arrive when it should is not good enough.',
  'trouble.money': 'Money that is yours should not need chasing.',
  'trouble.broken': 'Something you paid for should not arrive broken or break on you.',
  'trouble.wrong_item': 'What arrives should be what you ordered.',
  'trouble.unanswered': 'Getting no answer from us is not good enough.',
  'trouble.bot': 'An answer that misses your question costs you time, and that is not good enough.',
  'trouble.unsolved': 'That this is still not solved is not good enough.',
  'feedback.settled': 'Good, then that is settled.',
  'feedback.settled_waiting': 'Good. You are still in the queue for a person; cancel if you no longer need one.',
  'feedback.noted': 'Thank you, noted.',
  'feedback.noted_unhelpful': 'Thank you for saying so. What were you looking for?',
  'rating.ask': 'How was this conversation, from 1 (poor) to 5 (very good)?',
  'rating.ask_comment': 'Thank you. Would you like to add a sentence about why?',
  'rating.thanks': 'Thank you, that helps us get better.',
  'rating.skipped': 'All right. Write again whenever you like.',
  'small_talk.hello': 'Hello. What can I look up for you?',
  'small_talk.how_are_you': 'Running fine, thank you for asking. What can I look up for you?',
  'small_talk.are_you_bot':
    'I am a bot. I answer from the help articles of {shopName} and show which one. You can talk to a person whenever you like.',
  'small_talk.thanks': 'You are welcome.',
  'small_talk.thanks_open': 'You are welcome. Did that answer your question?',
  'small_talk.bye': 'Goodbye, and thank you for writing.',
  'small_talk.compliment': 'Thank you, that is kind. Is there anything else I can look up?',
  'small_talk.go_ahead': 'Go ahead. What would you like to know?',
  'small_talk.all_right': 'All right. Write whenever you need something.',
  'turn.lost_thread': 'I was updated in the meantime and have lost the thread. Please tell me again what you need.',
  'turn.unreadable': 'I can only read text. Please tell me in words what you need.',
  'turn.fallback':
    'Something failed on our side while I worked on your message, and I have no answer for you. Your message is kept. Send it again in a moment, or talk to a person.',
  'turn.fallback_waiting':
    'Something failed on our side while I worked on your message, and I have no answer for you. It is kept, and the person you are waiting for will read it.',
} as const
