/**
 * The last version a client has considered. Undefined for whoever has none yet, which is also what the official clients send as an
 * empty string, `-`, or the word `undefined`.
 */
export function parseWatermark(text: string | null | undefined): number | undefined {
  return text !== null && text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

export function watermarkOf(version: number): string {
  return String(version)
}
