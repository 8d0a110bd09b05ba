import { dotAt } from '../language/vector-rows.ts'

/** Cosine of two vectors of unit length; 0 where one is missing. */
export function dot(a: Float32Array | undefined, b: Float32Array | undefined): number {
  return a && b ? dotAt(a, b, 0) : 0
}
