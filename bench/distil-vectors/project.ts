import { addOuter, dot, eigen, meanOf, mix, sandwich, unit, zeros, type Matrix, type Vector } from './linear.ts'
import type { Concept } from './glossary.ts'
import type { Lexicon } from './lexicon.ts'

/** Only the frequent words say where a language lies; rare ones are noisy. */
const FREQUENT = 6000
/** How far the scatter within a concept is drawn to an even one: few concepts must not decide alone. */
const EVEN = 0.5
/** Wide directions are narrowed by this power of their width. */
const NARROW = 0.25

/** Takes from every word the mean of its language: the model puts languages apart, we want meanings apart. */
export function centre(lexicon: Lexicon): Lexicon {
  return each(lexicon, (words) => {
    const vectors = [...words.values()].map(unit)
    const mean = meanOf(vectors.slice(0, FREQUENT), vectors[0]?.length ?? 0)
    return new Map([...words.keys()].map((word, at) => [word, mix(vectors[at] ?? mean, 1, mean, -1)]))
  })
}

/**
 * Linear discriminants: of all directions those that part the words of different concepts of the glossary and not a word from its
 * translations, widest first.
 */
export function project(lexicon: Lexicon, glossary: readonly Concept[], dimensions: number): Lexicon {
  const rows = projection(lexicon, glossary, dimensions)
  return each(
    lexicon,
    (words) => new Map([...words].map(([word, vector]) => [word, unit(Float32Array.from(rows, (row) => dot(row, vector)))])),
  )
}

function projection(lexicon: Lexicon, glossary: readonly Concept[], dimensions: number): Float64Array[] {
  const whiten = inverseRoot(evened(scatterWithin(lexicon, glossary)))
  const { values, vectors } = eigen(sandwich(whiten, scatterOfAll(lexicon)))
  return vectors.slice(0, dimensions).map((vector, at) => {
    const narrow = Math.max(values[at] ?? 0, Number.EPSILON) ** -NARROW
    return Float64Array.from(whiten, (row) => dot(row, vector) * narrow)
  })
}

function scatterWithin(lexicon: Lexicon, glossary: readonly Concept[]): Matrix {
  const scatter = zeros(sizeOf(lexicon))
  let count = 0
  for (const concept of glossary) {
    const vectors = vectorsOf(concept, lexicon)
    const mean = meanOf(vectors, scatter.length)
    for (const vector of vectors) addOuter(scatter, mix(vector, 1, mean, -1), 1)
    count += vectors.length
  }
  return scaled(scatter, 1 / Math.max(1, count))
}

function scatterOfAll(lexicon: Lexicon): Matrix {
  const scatter = zeros(sizeOf(lexicon))
  const vectors = [...lexicon.values()].flatMap((words) => [...words.values()].slice(0, FREQUENT))
  for (const vector of vectors) addOuter(scatter, vector, 1 / vectors.length)
  return scatter
}

function vectorsOf(concept: Concept, lexicon: Lexicon): Vector[] {
  return [...concept].flatMap(([language, words]) => words.flatMap((word) => lexicon.get(language)?.get(word) ?? []))
}

function evened(matrix: Matrix): Matrix {
  const even = matrix.reduce((sum, row, at) => sum + (row[at] ?? 0), 0) / matrix.length
  return matrix.map((row, at) => row.map((value, column) => (1 - EVEN) * value + (at === column ? EVEN * even : 0)))
}

/** m^(-½) of a symmetric matrix. */
function inverseRoot(matrix: Matrix): Matrix {
  const { values, vectors } = eigen(matrix)
  const root = zeros(matrix.length)
  for (const [at, vector] of vectors.entries())
    addOuter(root, Float32Array.from(vector), 1 / Math.sqrt(Math.max(values[at] ?? 0, 1e-12)))
  return root
}

function scaled(matrix: Matrix, factor: number): Matrix {
  return matrix.map((row) => row.map((value) => value * factor))
}

function sizeOf(lexicon: Lexicon): number {
  for (const words of lexicon.values()) for (const vector of words.values()) return vector.length
  return 0
}

function each(lexicon: Lexicon, change: (words: Map<string, Vector>) => Map<string, Vector>): Lexicon {
  return new Map([...lexicon].map(([language, words]) => [language, change(words)]))
}
