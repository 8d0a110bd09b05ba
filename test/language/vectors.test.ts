import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { SoftOverlap } from '../../language/soft-overlap.ts'
import { decodeVectors, encodeVectors } from '../../language/vector-file.ts'
import { createVectors, loadVectors, sentenceVector } from '../../language/vectors.ts'

const FOLDER = new URL('../../language/vectors/', import.meta.url)
const bytes = readFileSync(new URL('words.bin', FOLDER))
const provenance = JSON.parse(readFileSync(new URL('provenance.json', FOLDER), 'utf8')) as { sha256: string; words: number }
const vectors = loadVectors()

describe('the shipped word vectors', () => {
  it('are the file their provenance describes, of at most 12 MB', () => {
    expect(createHash('sha256').update(bytes).digest('hex')).to.equal(provenance.sha256)
    expect(vectors.size).to.equal(provenance.words)
    expect(bytes.length).to.be.below(12e6)
  })

  it('put a word beside its translations', () => {
    for (const word of ['Lieferung', 'livraison', 'entrega']) expect(alike('delivery', word), word).to.be.above(0.7)
    for (const word of ['Passwort', 'contraseña', 'senha']) expect(alike('password', word), word).to.be.above(0.7)
    for (const word of ['Passwort', 'chaussure', 'tienda']) expect(alike('delivery', word), word).to.be.below(0.3)
  })

  it('do not mind case and accents', () => {
    expect(vectors.word('DEVOLUÇÃO')).to.deep.equal(vectors.word('devolucao'))
    expect(vectors.word('Größe')).to.deep.equal(vectors.word('grösse'))
  })

  it('read a compound by its parts and an unknown form by the known one', () => {
    expect(alike('Rücksendeetikett', 'label')).to.be.above(0.3)
    expect(alike('Versandkostenerstattung', 'shipping')).to.be.above(0.3)
    expect(alike('refundability', 'refund')).to.be.above(0.5)
  })

  it('know no word that is none', () => {
    expect(vectors.word('qqxzzk')).to.equal(undefined)
    expect(sentenceVector('qqxzzk 12 ?!')).to.equal(undefined)
    expect(sentenceVector('the of and')).to.equal(undefined)
  })

  it('let common words tell little', () => {
    expect(vectors.weight('you')).to.be.below(0.2)
    expect(vectors.weight('refund')).to.be.above(0.9)
  })

  it('bring a question to the sentence that means the same in another language', () => {
    const question = sentenceVector('Ich habe mein Passwort vergessen und kann mich nicht anmelden', 'de')
    const same = cosine(question, sentenceVector('I forgot my password and cannot log in'))
    expect(same).to.be.above(0.6)
    for (const other of ['How long does delivery take?', 'Do you repair torn jackets?'])
      expect(cosine(question, sentenceVector(other)), other).to.be.below(same - 0.3)
  })

  it('give vectors of unit length, the same every time', () => {
    const [first, second] = [1, 2].map(() => createVectors(decodeVectors(bytes, 'words.bin')).sentence('Where is my parcel?'))
    expect(first).to.deep.equal(second)
    expect(cosine(first, first)).to.be.closeTo(1, 1e-5)
  })
})

describe('a file of vectors', () => {
  /** Magic and three numbers. */
  const HEADER = 20
  const table = {
    dimensions: 2,
    words: ['a', 'été', 'ab'],
    shares: Float32Array.from([0.1, 1e-3, 1e-7]),
    rows: Int8Array.from([1, 2, 3, 4, 5, -6]),
  }

  it('comes back as it was written', () => {
    const back = decodeVectors(encodeVectors(table), 'x.bin')
    expect([back.dimensions, back.words, back.rows]).to.deep.equal([table.dimensions, table.words, table.rows])
    for (const [at, share] of back.shares.entries())
      expect(Math.log10(share)).to.be.closeTo(Math.log10(table.shares[at] ?? 0), 0.02)
  })

  it('says clearly that it is damaged', () => {
    const whole = encodeVectors(table)
    for (const damaged of [whole.subarray(0, -1), whole.subarray(1), new Uint8Array(), Buffer.concat([whole, whole])])
      expect(() => decodeVectors(damaged, 'x.bin')).to.throw('x.bin is damaged')
    expect(() =>
      decodeVectors(
        whole.map((byte, at) => (at >= HEADER && byte === 10 ? 32 : byte)),
        'x.bin',
      ),
    ).to.throw('1 words instead of 3')
  })
})

describe('soft overlap', () => {
  const words = ['delivery', 'refund', 'password', 'jacket', 'boots', 'repair', 'invoice']

  it('finds the words that mean the same, nearest first', () => {
    const overlap = overlapOf(words)
    expect(overlap.near('livraison')[0]?.[0]).to.equal(words.indexOf('delivery'))
    expect(overlap.near('Jacke')[0]?.[0]).to.equal(words.indexOf('jacket'))
    expect(overlap.near('refund')[0]?.[0]).to.equal(words.indexOf('refund'))
    expect(overlap.near('refund')[0]?.[1]).to.be.closeTo(1, 1e-6)
    expect(overlap.near('qqxzzk')).to.deep.equal([])
  })

  it('passes over words that no longer count', () => {
    const overlap = overlapOf(words)
    expect(overlap.near('Rechnung').map(([term]) => words[term])).to.include('invoice')
    expect(overlap.near('Rechnung', (word) => word !== 'invoice').map(([term]) => words[term])).not.to.include('invoice')
  })

  it('takes the nearest of the ways a term is written', () => {
    const overlap = overlapOf(['repairing', 'jacket'])
    overlap.add(0, 'repair')
    overlap.add(0, 'repair')
    expect(overlap.near('repair')).to.have.length(1)
    expect(overlap.near('repair')[0]?.[0]).to.equal(0)
    expect(overlap.near('repair')[0]?.[1]).to.be.closeTo(1, 1e-6)
  })

  it('is the same whether a word came before the question or after', () => {
    const late = new SoftOverlap(vectors)
    late.near('Rechnung')
    for (const [term, word] of words.entries()) late.add(term, word)
    expect(late.near('Rechnung')).to.deep.equal(overlapOf(words).near('Rechnung'))
  })

  it('grows beyond its first room', () => {
    const overlap = new SoftOverlap(vectors)
    for (let term = 0; term < 3000; term++) overlap.add(term, words[term % words.length] ?? '')
    const found = overlap.near('Rechnung').map(([term]) => words[term % words.length])
    expect(found).to.have.length(8)
    expect(new Set(found)).to.deep.equal(new Set(['invoice']))
  })
})

function overlapOf(words: readonly string[]): SoftOverlap {
  const overlap = new SoftOverlap(vectors)
  for (const [term, word] of words.entries()) overlap.add(term, word)
  return overlap
}

function alike(a: string, b: string): number {
  return cosine(vectors.word(a), vectors.word(b))
}

function cosine(a: Float32Array | undefined, b: Float32Array | undefined): number {
  if (!a || !b) return Number.NaN
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)
}
