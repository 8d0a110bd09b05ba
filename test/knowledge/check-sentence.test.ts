import { expect } from 'chai'
import fc from 'fast-check'
import { type Checked, checkSentence } from '../../knowledge/check-sentence.ts'

const passage = {
  title: 'How do I return an item?',
  heading: 'What you can return',
  text: 'You can return unworn items within 30 days of delivery to Larkhollow. Gift cards cannot be returned but can be exchanged.',
}
const prices = {
  title: 'How much does delivery cost?',
  heading: '',
  text: 'Standard delivery costs €4.90 and express delivery €9.90.\nOrders over €75 are free.\nWe deliver from Monday to Friday, unless it is a holiday.',
}
const check = (text: string, of = passage): Checked => checkSentence(text, of, 'en')
const refused = (text: string, of = passage): string => {
  const checked = check(text, of)
  return checked.supported ? 'supported' : checked.because
}

/** Sentences of a shop, each with its facts in named places. */
const facts = fc.record({
  who: fc.constantFrom('DHL', 'Hermes', 'Larkhollow', 'GLS'),
  what: fc.constantFrom('parcels', 'returns', 'furniture', 'gift cards'),
  where: fc.constantFrom('Germany', 'Austria', 'Ireland', 'Norway'),
  days: fc.integer({ min: 2, max: 99 }),
  price: fc.integer({ min: 100, max: 9999 }).map((cents) => (cents / 100).toFixed(2)),
  denied: fc.boolean(),
})
type Facts = typeof facts extends fc.Arbitrary<infer F> ? F : never

function sentence({ who, what, where, days, price, denied }: Facts): string {
  return `With ${who} we ${denied ? 'do not deliver' : 'deliver'} ${what} to ${where} within ${days} working days for ${price} euros.`
}

describe('checkSentence', () => {
  it('passes what the passage says, in other words too', () => {
    for (const said of [
      'Unworn items can be returned within 30 days of delivery to Larkhollow.',
      "Gift cards can't be returned but can be exchanged.",
      'You can return the unworn item within thirty days of the delivery to Larkhollow.',
    ])
      expect(refused(said), said).to.equal('supported')
    expect(refused('Standard delivery costs 4.90 euros and express delivery 9.90 euros.', prices)).to.equal('supported')
    expect(refused('Orders over 75 euros are free.', prices)).to.equal('supported')
  })

  it('drops what it does not say', () => {
    expect(refused('Unworn items can be returned within 60 days.')).to.equal('number')
    expect(refused('Unworn items can be returned within sixty days.')).to.equal('number')
    expect(refused('Gift cards can be returned.')).to.equal('negation')
    expect(refused('You cannot return unworn items within 30 days of delivery to Larkhollow.')).to.equal('negation')
    expect(refused('You can return unworn items to Amazon.')).to.equal('name')
    expect(refused('You can return unworn items in our shops within 30 days.')).to.equal('coverage')
    expect(refused('You can return unworn items after 30 days of delivery.')).not.to.equal('supported')
    expect(refused('You get a full refund to the card you used.')).not.to.equal('supported')
  })

  it('does not let two facts be mixed into a third', () => {
    expect(refused('Express delivery costs 4.90 euros.', prices)).not.to.equal('supported')
    expect(refused('Express delivery costs 75 euros.', prices)).not.to.equal('supported')
    expect(refused('Standard delivery costs 9.90 euros and express delivery 4.90 euros.', prices)).not.to.equal('supported')
    expect(refused('Gift cards cannot be exchanged.')).not.to.equal('supported')
    expect(refused('Orders over 4.90 euros are free.', prices)).not.to.equal('supported')
  })

  it('keeps conditions and dates', () => {
    expect(refused('We deliver from Monday to Friday.', prices)).to.equal('negation')
    expect(refused('We deliver from Monday to Sunday, unless it is a holiday.', prices)).to.equal('number')
    expect(refused('Orders over €75 are only free.', prices)).to.equal('negation')
  })

  it('lets nothing be left out, for it may be what the rest depends on', () => {
    const says = (text: string) => ({ title: 'Shop', heading: '', text })
    const dropped: [string, string][] = [
      ['Delivery is free on orders over €75.', 'Delivery is free.'],
      ['For members, returns are free.', 'Returns are free.'],
      ['Items that are unworn and tagged can be returned.', 'Items that are unworn can be returned.'],
      ['It usually takes 2 days to Norway.', 'It takes 2 days to Norway.'],
      ['Standard delivery takes about 2 days.', 'Standard delivery takes 2 days.'],
      ['Express delivery costs £9.90 in Ireland.', 'Express delivery costs £9.90.'],
    ]
    for (const [source, said] of dropped) expect(refused(said, says(source)), said).to.not.equal('supported')
  })

  it('lets no fact be moved to somebody or something else', () => {
    const says = (text: string) => ({ title: 'Can I return sale items and gift cards?', heading: '', text })
    const moved: [string, string][] = [
      ['You pay for the return label.', 'We pay for the return label.'],
      ['We can replace the tent within 2 years.', 'We will replace the tent within 2 years.'],
      ['Send us a photo of the demand.', 'Send us a photo of your demand.'],
      ['You can order with a number and pay within 30 days.', 'With a number and pay within 30 days can be ordered.'],
      ['We refund you the price.', 'You refund us the price.'],
      ['Customers are charged £5.', 'Customers charge £5.'],
      ['You can pay the courier in cash.', 'The courier can pay in cash.'],
      ['We will send you a label.', 'You will be sent a label.'],
      ['We will send you a label.', 'You will send a label.'],
      ['Parcels come from Norway to Ireland.', 'Parcels come to Norway from Ireland.'],
      ['Items not marked as final can be returned.', 'Items marked as final cannot be returned.'],
      ['The deposit is refundable within 30 days.', 'The deposit is refunded within 30 days.'],
      ['Sale items are exchanged for new items.', 'Items are exchanged for new sale items.'],
      ['The shop is open from 9 am to 5 pm.', 'The shop is open from 9 pm to 5 am.'],
      [
        'With DHL we bring large parcels of furniture to Germany and with Hermes we bring small parcels to Austria.',
        'With DHL we bring large parcels of furniture to Austria and with Hermes we bring small parcels to Germany.',
      ],
      ['Returns were free until March.', 'Returns are free until March.'],
    ]
    for (const [source, said] of moved) expect(refused(said, says(source)), said).to.not.equal('supported')
  })

  it('takes no question for a fact: words of the title come in only where a pronoun stands for them', () => {
    const titled = (title: string, text: string) => ({ title, heading: '', text })
    const sale = titled('Can I return sale items and gift cards?', 'Sale items can be returned.')
    expect(refused('Sale items and gift cards can be returned.', sale)).to.equal('coverage')
    const express = titled('Standard delivery', 'Express is there too. It costs £9.90.')
    expect(refused('Standard delivery costs £9.90.', express)).to.not.equal('supported')
    const standard = titled('How long does standard delivery take?', 'It takes 2 days. Ask us.')
    expect(refused('Standard delivery takes 2 days.', standard)).to.equal('supported')
  })

  it('keeps an item of a list under the line that denies or restrains it', () => {
    const list = { title: 'Returns', heading: '', text: 'You cannot return:\n- opened food pouches\n- used fuel' }
    expect(refused('Opened food pouches.', list)).to.not.equal('supported')
    expect(refused('You cannot return opened food pouches.', list)).to.equal('supported')
    expect(refused('You can return opened food pouches.', list)).to.not.equal('supported')
    const never = { title: 'Safety', heading: 'What nobody of ours does', text: '- ask for bank details by phone' }
    expect(check('ask for bank details by phone', never)).to.include({ under: 'What nobody of ours does' })
    expect(refused('ask for bank details by phone', { ...never, heading: '' })).to.not.equal('supported')
    const calling = { ...never, text: 'A caller who is false will:\n- ask for bank details by phone' }
    expect(refused('ask for bank details by phone', calling)).to.not.equal('supported')
  })

  it('tells the heading a sentence holds under', () => {
    const leaking = { title: 'Recall', heading: 'If it leaks', text: 'Take the stove outdoors, away from flames.' }
    expect(check(leaking.text, leaking)).to.deep.equal({ supported: true, at: 0, under: 'If it leaks' })
    expect(check('If it leaks, take the stove outdoors, away from flames.', leaking)).to.deep.equal({
      ...{ supported: true, at: 0, under: '' },
    })
    const prices = { ...leaking, heading: 'What it costs' }
    expect(check(leaking.text, prices)).to.deep.equal({ supported: true, at: 0, under: '' })
  })

  it('knows the small words of five languages', () => {
    const cases: [string, string, string, string][] = [
      ['de', 'Geschenkkarten sind nicht erstattbar.', 'Die Geschenkkarte ist erstattbar.', 'Geschenkkarte ist nicht erstattbar.'],
      ['fr', 'Le retour ne coûte rien en France.', 'Le retour coûte en France.', 'Un retour ne coûte rien en France.'],
      ['es', 'Los envíos no tardan más de tres días.', 'El envío tarda más de 3 días.', 'El envío no tarda más de 3 días.'],
      [
        'pt',
        'As devoluções só são grátis em Portugal.',
        'As devoluções são grátis em Portugal.',
        'Devoluções só são grátis em Portugal.',
      ],
    ]
    for (const [language, text, wrong, right] of cases) {
      const of = { title: '', heading: '', text }
      expect(checkSentence(wrong, of, language).supported, wrong).to.equal(false)
      expect(checkSentence(right, of, language).supported, right).to.equal(true)
    }
  })

  it('lets nothing be drawn or linked', () => {
    for (const text of ['[Gift cards](https://evil.example) cannot be returned.', '<b>Gift cards</b> cannot be returned.'])
      expect(refused(text)).not.to.equal('supported')
  })

  it('lets an address stand that the passage has, and no other', () => {
    const contact = {
      title: 'Help',
      heading: '',
      text: '- Write to help@larkhollow.example within 30 days of delivery.\n- Call us.',
    }
    expect(refused('Write to help@larkhollow.example within 30 days of delivery.', contact)).to.equal('supported')
    expect(refused('Please write to help@larkhollow.example within thirty days of delivery.', contact)).to.equal('supported')
    expect(refused('Write to help@evil.example within 30 days.', contact)).not.to.equal('supported')
  })

  it('passes only quotations in a language whose words of denial it does not know', () => {
    const swedish = { title: '', heading: '', text: 'Presentkort kan inte returneras.' }
    expect(checkSentence('Presentkort kan inte returneras.', swedish, 'sv').supported).to.equal(true)
    expect(checkSentence('Presentkort kan returneras.', swedish, 'sv')).to.deep.equal({ supported: false, because: 'language' })
  })

  it('passes a quotation from anywhere in the passage', () => {
    fc.assert(
      fc.property(fc.array(facts, { minLength: 1, maxLength: 4 }), fc.nat(), (all, at) => {
        const chosen = sentence(all[at % all.length]!)
        return check(chosen, { title: '', heading: '', text: all.map(sentence).join(' ') }).supported
      }),
    )
  })

  it('never passes a sentence with a changed number, name or denial', () => {
    const change = fc.constantFrom<(facts: Facts, other: Facts) => Facts>(
      (said, other) => ({ ...said, days: other.days }),
      (said, other) => ({ ...said, price: other.price }),
      (said, other) => ({ ...said, who: other.who }),
      (said, other) => ({ ...said, where: other.where }),
      (said, other) => ({ ...said, what: other.what }),
      (said) => ({ ...said, denied: !said.denied }),
    )
    fc.assert(
      fc.property(fc.array(facts, { minLength: 1, maxLength: 4 }), facts, fc.nat(), change, (all, other, at, make) => {
        // The other facts may stand in the passage too: then mixing them must not pass either.
        const changed = sentence(make(all[at % all.length]!, all[(at + 1) % all.length]!))
        const strange = sentence(make(all[at % all.length]!, other))
        const text = all.map(sentence).join(' ')
        for (const each of [changed, strange])
          if (!text.includes(each))
            expect(check(each, { title: 'Delivery', heading: 'DHL to Norway', text }).supported).to.equal(false)
      }),
      { numRuns: 500 },
    )
  })

  it('never passes a real article’s sentence with a figure changed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 500 }), fc.constantFrom(passage, prices), fc.nat(), (figure, of, pick) => {
        const figures = [...of.text.matchAll(/\d+(?:\.\d+)?/g)]
        const found = figures[pick % figures.length]!
        if (Number(found[0]) === figure) return
        const changed = of.text.slice(0, found.index) + String(figure) + of.text.slice(found.index + found[0].length)
        const said = changed.split(/(?<=[.!?])\s+|\n/).find((each, at) => each !== of.text.split(/(?<=[.!?])\s+|\n/)[at])!
        expect(check(said, of).supported, said).to.equal(false)
      }),
    )
  })
})
