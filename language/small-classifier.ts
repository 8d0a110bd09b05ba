import { encodeHashed } from './hashed-features.ts'
import { type Hyperplane, sideOf } from './linear-svm.ts'

/** A classifier that is shipped as a file: a yes or no, or several, about one utterance in any language. */
export interface SmallClassifierFile<Decision extends string = string> {
  provenance: string
  width: number
  decisions: Record<Decision, PlaneFile>
}

interface PlaneFile {
  bias: number
  /** A weight is its byte times this. */
  scale: number
  /** How a side becomes a probability: slope × side + offset, through the logistic curve. */
  slope: number
  offset: number
  /** A signed byte a column, in base 64. */
  weights: string
}

/** How likely each decision is a yes, 0 to 1. */
export type SmallClassifier<Decision extends string> = (text: string) => Record<Decision, number>

interface Plane extends Hyperplane {
  slope: number
  offset: number
}

export function readSmallClassifier<Decision extends string>(file: SmallClassifierFile<Decision>): SmallClassifier<Decision> {
  const planes = Object.entries<PlaneFile>(file.decisions).map(([name, plane]) => [name, decode(plane)] as const)
  return (text) => {
    const row = encodeHashed(text, file.width)
    return Object.fromEntries(
      planes.map(([name, plane]) => [name, 1 / (1 + Math.exp(-plane.slope * sideOf(row, plane) - plane.offset))]),
    ) as Record<Decision, number>
  }
}

export function encodePlane({ weights, bias }: Hyperplane, slope: number, offset: number): PlaneFile {
  const scale = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 127 || 1
  const bytes = Int8Array.from(weights, (weight) => Math.round(weight / scale))
  return { bias, scale, slope, offset, weights: Buffer.from(bytes.buffer).toString('base64') }
}

function decode({ bias, scale, slope, offset, weights }: PlaneFile): Plane {
  const bytes = Buffer.from(weights, 'base64')
  return { bias, slope, offset, weights: Float32Array.from(bytes, (byte) => ((byte << 24) >> 24) * scale) }
}
