/** Finds most of the vectors nearest to one without looking at all of them. */
export interface ApproximateSearch {
  add(key: number, vector: Float32Array): void
  remove(key: number): void
  /** Keys, nearest first. */
  search(question: Float32Array, limit: number): number[]
}

/** HNSW's usual neighbours a node, and how hard it looks for them when adding and when searching. Measured in docs/adr/0006. */
const SETTINGS = {
  connectivity: 16,
  expansion_add: 128,
  expansion_search: 64,
  quantization: 'f16',
  metric: 'ip',
  multi: false,
} as const
/** Searching is a matter of a millisecond, and other threads have other things to do. */
const THREADS = 1

/** Undefined on a platform the library has no binary for: then every vector is looked at. Loaded only where there are many. */
export async function loadApproximateSearch(dimensions: number): Promise<ApproximateSearch | undefined> {
  const library = await import('usearch').catch(() => undefined)
  if (!library) return undefined
  const index = new library.Index({ ...SETTINGS, dimensions } as unknown as ConstructorParameters<typeof library.Index>[0])
  return {
    add: (key, vector) => index.add(BigInt(key), vector, THREADS),
    remove: (key) => void index.remove(BigInt(key)),
    search: (question, limit) => Array.from(index.search(question, limit, THREADS).keys, Number),
  }
}
