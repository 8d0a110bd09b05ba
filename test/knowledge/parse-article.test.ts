import { expect } from 'chai'
import { WarmlineError } from '../../domain/errors.ts'
import { parseArticles } from '../../knowledge/parse-article.ts'
import { passagesOf, PASSAGE_CHARACTERS, sentencesOf } from '../../knowledge/passages.ts'

const problem = (source: string): string => {
  try {
    parseArticles({ name: 'returns.md', source })
  } catch (error) {
    if (error instanceof WarmlineError && error.code === 'invalid_article') return error.message
  }
  return 'none'
}

describe('parseArticles', () => {
  it('reads front matter and text', () => {
    const [article] = parseArticles({
      name: 'faq/Delivery-Times.md',
      source: '---\ntitle: Delivery\nsection: Shop\naliases: [When?, " "]\nlanguage: de\n---\n\nDrei Tage.\r\n',
      aliases: ['And when not?'],
    })
    expect(article).to.deep.equal({
      slug: 'delivery-times',
      title: 'Delivery',
      section: 'Shop',
      language: 'de',
      aliases: ['When?', 'And when not?'],
      body: 'Drei Tage.',
    })
  })

  it('reads topics that are not answered, each with its questions', () => {
    const source =
      '---\nunanswered: true\nsection: Not answered\n---\n\n## Jobs\n\n- Are you hiring?\n* Jobs?\r\n\n## Café & co\n- Is there a café?\n'
    const common = { section: 'Not answered', language: 'en', body: '', unanswered: true }
    expect(parseArticles({ name: 'other.md', source })).to.deep.equal([
      { slug: 'other-jobs', title: 'Jobs', aliases: ['Are you hiring?', 'Jobs?'], ...common },
      { slug: 'other-cafe-co', title: 'Café & co', aliases: ['Is there a café?'], ...common },
    ])
  })

  it('names what is wrong with topics', () => {
    const topics = (body: string): string => problem(`---\nunanswered: true\n---\n${body}`)
    expect(topics('')).to.contain('no topic')
    expect(topics('## Jobs')).to.contain('no question is listed under "Jobs"')
    expect(topics('- Are you hiring?')).to.contain('neither a heading')
    expect(topics('## Jobs\nWe have none.')).to.contain('"We have none." is neither')
    expect(topics('## Jobs\n- Any?\n## Jobs!\n- Some?')).to.contain('"Jobs!" stands twice')
    expect(problem('---\ntitle: x\nunanswered: perhaps\n---\ntext')).to.contain('`unanswered`')
  })

  it('names what is wrong', () => {
    expect(problem('no front matter')).to.contain('front matter')
    expect(problem('---\ntitle: [\n---\ntext')).to.contain('not YAML')
    expect(problem('---\nsection: x\n---\ntext')).to.contain('`title`')
    expect(problem('---\ntitle: x\n---\n')).to.contain('empty')
    expect(problem('---\ntitle: x\naliases: one\n---\ntext')).to.contain('`aliases`')
    expect(problem('---\ntitle: x\nlanguage: English\n---\ntext')).to.contain('`language`')
  })
})

describe('passagesOf', () => {
  it('cuts by headings and drops the marks', () => {
    const passages = passagesOf(
      'Lead with **bold** and [a link](https://example.org).\n\n## Steps\n\n1. One\n2. Two\n\n| Size | Chest |\n|--|--|\n| M | 96 |',
    )
    expect(passages).to.deep.equal([
      { heading: '', text: 'Lead with bold and a link (https://example.org).' },
      { heading: 'Steps', text: '1. One\n2. Two\n- Size: M, Chest: 96' },
    ])
  })

  it('keeps every passage short', () => {
    const long = Array.from({ length: 60 }, (_, at) => `Sentence number ${at} says something of use.`).join(' ')
    const passages = passagesOf(`${long}\n\n${'x'.repeat(2000)}`)
    expect(passages.every(({ text }) => text.length <= PASSAGE_CHARACTERS)).to.equal(true)
    expect(passages.map(({ text }) => text).join(' ')).to.contain('Sentence number 59')
  })

  it('knows where sentences end', () => {
    expect(sentencesOf('It costs 3.50 euros, e.g. for this. Is it so? Yes.')).to.deep.equal([
      'It costs 3.50 euros, e.g. for this.',
      'Is it so?',
      'Yes.',
    ])
    expect(sentencesOf('三日です。はい。')).to.deep.equal(['三日です。', 'はい。'])
  })
})
