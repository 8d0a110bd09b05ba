import type { Revision } from '../../knowledge/ports.ts'

/** A handful of short articles of an imaginary shop. */
export const SAMPLE_ARTICLES: { slug: string; title: string; section: string; aliases: string[]; body: string }[] = [
  {
    slug: 'returns',
    title: 'How do I return an item?',
    section: 'Returns',
    aliases: ['I want to send something back'],
    body: `You can return unworn items within 30 days of delivery.

## How to

1. Open **My orders** and choose the item.
2. Print the label and drop the parcel at any post office.

## What you cannot return

Underwear and gift cards cannot be returned for reasons of hygiene and law.`,
  },
  {
    slug: 'delivery-times',
    title: 'How long does delivery take?',
    section: 'Delivery',
    aliases: ['When will my parcel arrive?'],
    body: 'Standard delivery takes 3 to 5 working days. Express delivery takes 1 working day.',
  },
  {
    slug: 'delivery-cost',
    title: 'How much does delivery cost?',
    section: 'Delivery',
    aliases: [],
    body: 'Standard delivery costs 4.90 euros and is free from 60 euros. Express delivery costs 12 euros.',
  },
  {
    slug: 'payment',
    title: 'Which ways of payment do you accept?',
    section: 'Payment',
    aliases: ['Can I pay with PayPal?'],
    body: 'We accept Visa, Mastercard, PayPal and invoices. We do not accept cheques.',
  },
  {
    slug: 'password',
    title: 'I forgot my password',
    section: 'Account',
    aliases: [],
    body: 'Choose *Forgot password* on the sign-in page. We send you a link that works for one hour.',
  },
]

export function revisionOf(slug: string, changes: Partial<Revision> = {}): Revision {
  const article = SAMPLE_ARTICLES.find((each) => each.slug === slug)
  if (!article) throw new Error(`no sample article ${slug}`)
  return { ...article, articleId: slug, revision: 1, language: 'en', at: 0, by: 'test', ...changes }
}
