import fc from 'fast-check'

/** A value of the right shape with something in it exchanged, taken away or blown up. */
export function mutated(shape: Record<string, unknown>): fc.Arbitrary<unknown> {
  const paths = pathsOf(shape)
  const strange = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom(
      '',
      ' ',
      '\u0000',
      '\ud800',
      '__proto__',
      '../../etc/passwd',
      '<script>',
      'x'.repeat(9000),
      -1,
      1e308,
      [],
      {},
      null,
    ),
    fc.string({ unit: 'binary' }),
  )
  const change = fc.record({ path: fc.constantFrom(...paths), value: fc.option(strange, { nil: undefined }) })
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    const copy = structuredClone(shape)
    for (const { path, value } of changes) set(copy, path, value)
    return copy
  })
}

export function percentEncoded(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}

function pathsOf(value: unknown, at: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [at]
  const below = Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...at, key]))
  return at.length === 0 ? below : [at, ...below]
}

function set(target: Record<string, unknown>, path: string[], value: unknown): void {
  const [key = '', ...rest] = path
  const inner = target[key]
  if (rest.length === 0) target[key] = structuredClone(value)
  else if (typeof inner === 'object' && inner !== null) set(inner as Record<string, unknown>, rest, value)
}
