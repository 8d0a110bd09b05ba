import { expect } from 'chai'
import { read } from './files.ts'

describe('the twenty properties in docs/architecture.md', () => {
  const rows = read('docs/architecture.md')
    .split('\n')
    .filter((line) => /^\| \d+ \| /.test(line))

  it('are twenty', () => {
    expect(rows.map((row) => Number(row.split('|')[1]))).to.deep.equal(Array.from({ length: 20 }, (_, index) => index + 1))
  })

  it('name tests that exist, or say that there is none yet', () => {
    const wrong = rows.filter((row) => {
      const named = [...row.matchAll(/\[`([^`]+)`\]\([^)]+\): `([^`]+)`/g)]
      if (named.length === 0) return !/\| not (?:yet|built)/.test(row)
      return named.some(([, file = '', title = '']) => !read(file).includes(title))
    })
    expect(wrong).to.deep.equal([])
  })
})
