/** Square matrices are arrays of rows. */
export type Matrix = Float64Array[]
export type Vector = Float32Array

export function zeros(size: number): Matrix {
  return Array.from({ length: size }, () => new Float64Array(size))
}

export function unit(vector: Vector): Vector {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
  return length > 0 ? vector.map((value) => value / length) : vector
}

/** a·x + b·y. */
export function mix(x: Vector, a: number, y: Vector, b: number): Vector {
  return x.map((value, at) => a * value + b * (y[at] ?? 0))
}

export function meanOf(vectors: readonly Vector[], dimensions: number): Vector {
  const sum = new Float64Array(dimensions)
  for (const vector of vectors) for (let at = 0; at < dimensions; at++) sum[at] = (sum[at] ?? 0) + (vector[at] ?? 0)
  return Float32Array.from(sum, (value) => value / Math.max(1, vectors.length))
}

/** Adds the outer product of a vector with itself. */
export function addOuter(matrix: Matrix, vector: Vector, weight: number): void {
  for (const [at, row] of matrix.entries()) {
    const factor = (vector[at] ?? 0) * weight
    for (let each = 0; each < row.length; each++) row[each] = (row[each] ?? 0) + factor * (vector[each] ?? 0)
  }
}

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += (a[at] ?? 0) * (b[at] ?? 0)
  return sum
}

/** The matrix times itself turned at both sides: w · m · w, for symmetric ones. */
export function sandwich(w: Matrix, m: Matrix): Matrix {
  const half = w.map((row) => Float64Array.from(m, (column) => dot(row, column)))
  return half.map((row) => Float64Array.from(w, (column) => dot(row, column)))
}

export interface Eigen {
  /** Largest first. */
  values: number[]
  vectors: Float64Array[]
}

const SWEEPS = 12
const SMALL = 1e-20

/** Eigenvalues and vectors of a symmetric matrix by Jacobi's rotations: slow, exact, no library. */
export function eigen(symmetric: Matrix): Eigen {
  const size = symmetric.length
  const a = symmetric.map((row) => Float64Array.from(row))
  const v = zeros(size)
  for (const [at, row] of v.entries()) row[at] = 1
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let p = 0; p < size - 1; p++) for (let q = p + 1; q < size; q++) rotate(a, v, p, q)
  }
  const order = a.map((row, at) => ({ value: row[at] ?? 0, at })).sort((x, y) => y.value - x.value)
  return { values: order.map(({ value }) => value), vectors: order.map(({ at }) => v[at] ?? new Float64Array(size)) }
}

/** Makes a[p][q] zero; `v` gathers the rotations as rows. */
function rotate(a: Matrix, v: Matrix, p: number, q: number): void {
  const rowP = a[p]
  const rowQ = a[q]
  const [vp, vq] = [v[p], v[q]]
  if (!rowP || !rowQ || !vp || !vq) return
  const off = rowP[q] ?? 0
  if (off * off < SMALL * Math.abs((rowP[p] ?? 0) * (rowQ[q] ?? 0))) return
  const theta = ((rowQ[q] ?? 0) - (rowP[p] ?? 0)) / (2 * off)
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const c = 1 / Math.sqrt(t * t + 1)
  const s = t * c
  turn(rowP, rowQ, c, s)
  for (const row of a) {
    const x = row[p] ?? 0
    const y = row[q] ?? 0
    row[p] = c * x - s * y
    row[q] = s * x + c * y
  }
  turn(vp, vq, c, s)
}

function turn(x: Float64Array, y: Float64Array, c: number, s: number): void {
  for (let at = 0; at < x.length; at++) {
    const first = x[at] ?? 0
    const second = y[at] ?? 0
    x[at] = c * first - s * second
    y[at] = s * first + c * second
  }
}
