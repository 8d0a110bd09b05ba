import { expect } from 'chai'
import fc from 'fast-check'
import { Profiles, type Profile, type ProfileTexts } from '../../knowledge/profiles.ts'

const texts = (...names: string[]): ProfileTexts => ({ language: 'en', names, sentences: [] })

describe('Profiles', () => {
  it('finds the article whose names together sound most like the question', () => {
    const profiles = new Profiles()
    const returns = profiles.add(texts('Return something', 'How do I send it back?', 'I want to give back a jacket'))
    const delivery = profiles.add(texts('Delivery prices', 'How much is delivery?', 'When will my parcel come?'))
    const question = profiles.read('can i send a jakcet back', 'en')
    const whole = (profile: Profile): number =>
      profiles.likeness(question, profile, 'words') + profiles.likeness(question, profile, 'characters')
    expect(whole(returns)).to.be.greaterThan(whole(delivery))
  })

  it('is 1 for the same text and 0 for one that shares nothing', () => {
    const profiles = new Profiles()
    const profile = profiles.add(texts('where is my parcel'))
    for (const kind of ['words', 'characters'] as const) {
      expect(profiles.likeness(profiles.read('where is my parcel', 'en'), profile, kind)).to.be.closeTo(1, 1e-6)
      expect(profiles.likeness(profiles.read('zzz', 'en'), profile, kind)).to.equal(0)
    }
  })

  it('finds likelier what an article says more often than the others do', () => {
    const profiles = new Profiles()
    const returns = profiles.add(texts('Return something', 'How do I send it back?', 'I want to give back a jacket'))
    const delivery = profiles.add(texts('Delivery prices', 'How much is delivery?', 'When will my parcel come?'))
    const likelihood = (text: string, profile: Profile): number => profiles.likelihood(profiles.read(text, 'en'), profile)
    expect(likelihood('how do i give it back', returns)).to.be.above(likelihood('how do i give it back', delivery))
    expect(likelihood('when will it come', delivery)).to.be.above(likelihood('when will it come', returns))
    expect(likelihood('', returns)).to.equal(0)
    for (const profile of [returns, delivery]) expect(likelihood('zzz yyy', profile)).to.be.within(0, 1)
  })

  it('forgets an article that is removed, whatever came in between', () => {
    const word = fc.constantFrom('return', 'parcel', 'jacket', 'where', 'my', 'voucher')
    const article = fc.array(fc.array(word, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(article, article, fc.array(word, { minLength: 1, maxLength: 5 }), (kept, removed, asked) => {
        const said = (lines: string[][]): ProfileTexts => texts(...lines.map((line) => line.join(' ')))
        const likenessIn = (profiles: Profiles, profile: Profile): number[] => [
          ...(['words', 'characters'] as const).map((kind) =>
            profiles.likeness(profiles.read(asked.join(' '), 'en'), profile, kind),
          ),
          profiles.likelihood(profiles.read(asked.join(' '), 'en'), profile),
        ]
        const [fresh, changed] = [new Profiles(), new Profiles()]
        const added = fresh.add(said(kept))
        const gone = changed.add(said(removed))
        const stays = changed.add(said(kept))
        likenessIn(changed, stays)
        changed.remove(gone)
        expect(likenessIn(changed, stays)).to.deep.equal(likenessIn(fresh, added))
      }),
    )
  })
})
