import { expect } from 'chai'
import { greeting } from '../../dialogs/greeting.ts'
import { spokenLanguages } from '../../language/catalogue.ts'

describe('the first words', () => {
  for (const language of [...spokenLanguages, 'it']) {
    it(`${language}: say that it is a bot, link the privacy notice and begin three ways`, () => {
      const { text, quickReplies } = greeting(language, { shopName: 'Larkhollow', privacySlug: 'your-data' })
      expect(text).to.contain('Larkhollow')
      expect(text).to.match(/bot|ボット/i)
      expect(text).to.match(/\[[^\]]+\]\(\/articles\/your-data\)/)
      expect(quickReplies).to.have.length(3)
      expect(quickReplies.at(-1)?.action).to.deep.equal({ warmline: 'human' })
    })
  }
})
