import { expect } from 'chai'
import fc from 'fast-check'
import { freshMemory, type Memory, memoryOfCase, readMemory, rememberTried, storeMemory } from '../../dialogs/memory.ts'

describe('what dialogs remember', () => {
  it('reads back what it stored', () => {
    const memory: Memory = {
      ...freshMemory(),
      caseId: 'c.c1',
      unhelpful: 1,
      offer: 'frustration',
      shown: ['a'],
      tried: [{ question: 'q' }],
    }
    expect(readMemory(storeMemory(memory))).to.deep.equal(memory)
  })

  it('starts afresh from anything else', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (garbage) => {
        expect(readMemory({ ...garbage, v: 0 })).to.deep.equal(freshMemory())
      }),
    )
  })

  it('stays within 4 KB whatever is put in', () => {
    const text = fc.string({ unit: 'binary', maxLength: 8_000 })
    fc.assert(
      fc.property(text, text, fc.nat(20), (question, title, times) => {
        let memory: Memory = { ...freshMemory(), shown: Array.from({ length: times }, (_, index) => `article-${index}`) }
        for (let index = 0; index < times; index++) memory = rememberTried(memory, question, { title, slug: title })
        const stored = storeMemory(memory)
        expect(Buffer.byteLength(JSON.stringify(stored))).to.be.at.most(4 * 1024)
        expect(readMemory(stored)).to.deep.equal(stored)
      }),
      { numRuns: 50 },
    )
  })

  it('lets a new case begin with a clean slate, but keeps the answer a late tap may name', () => {
    const answer = { answerId: 'c.a1', question: 'q', articleId: 'a', slug: 's', title: 't' }
    const memory: Memory = {
      ...freshMemory(),
      caseId: 'c.c1',
      unhelpful: 2,
      clarifications: 1,
      offer: 'frustration',
      answer,
      tried: [{ question: 'q' }],
    }
    expect(memoryOfCase(memory, 'c.c2')).to.deep.equal({ ...freshMemory(), answer })
    expect(memoryOfCase(memory, 'c.c1')).to.equal(memory)
    expect(memoryOfCase(memory, undefined)).to.equal(memory)
  })
})
