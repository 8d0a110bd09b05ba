/** At most `characters` of a text, cut between whole characters, with an ellipsis where something is missing. */
export function clipText(text: string, characters: number): string {
  const flat = text
    .slice(0, characters * 4)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replace(LONE_SURROGATES, '\uFFFD')
  if (flat.length <= characters) return flat
  return `${flat.slice(0, characters - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** Half a character, which no store has to accept. */
const LONE_SURROGATES = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g
