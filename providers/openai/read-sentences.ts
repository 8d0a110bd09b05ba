import { z } from 'zod'
import type { ComposedSentence } from '../../knowledge/ports.ts'

const sentence = z.object({ text: z.string(), passages: z.array(z.int()) })
/** What is asked for. Kept plain: strict servers allow no limits in a schema. */
export const composedAnswer = z.object({ sentences: z.array(sentence) })

/** An answer is a few hundred characters; whoever sends so many is not answering. */
const LONGEST = 20_000

/**
 * The sentences of an answer as soon as each is complete, in whatever wrapping they come: the form that was asked for, a fence of
 * Markdown around it, a bare list. Prose without any JSON is read by its marks: 'It takes two days [1].'
 */
export async function* readSentences(pieces: AsyncIterable<string>): AsyncGenerator<ComposedSentence> {
  const scan = createObjectScan()
  let length = 0
  let prose = ''
  let structured = false
  for await (const piece of pieces) {
    length += piece.length
    if (length > LONGEST) throw new RangeError('The answer does not end.')
    structured ||= piece.includes('{')
    if (!structured) prose += piece
    for (const json of scan(piece)) {
      const read = sentence.safeParse(parsed(json))
      if (read.success) yield read.data
    }
  }
  if (!structured) yield* markedSentences(prose)
}

/** Finds objects that hold no other object, across the borders of pieces. */
function createObjectScan(): (piece: string) => string[] {
  let open: string | undefined
  let inString = false
  let escaped = false
  return (piece) => {
    const found: string[] = []
    for (const sign of piece) {
      if (open !== undefined) open += sign
      if (inString) {
        if (escaped) escaped = false
        else if (sign === '\\') escaped = true
        else if (sign === '"') inString = false
      } else if (sign === '"') inString = open !== undefined
      else if (sign === '{') open = '{'
      else if (sign === '}' && open !== undefined) {
        found.push(open)
        open = undefined
      }
    }
    return found
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function* markedSentences(prose: string): Generator<ComposedSentence> {
  for (const [, text = '', marks = ''] of prose.matchAll(/([^[\]]+?)\s*((?:\[\d{1,2}\]\s*)+)([.!?]?)/g)) {
    const said = text.replace(/^[\s.!?*-]+/, '').trim()
    const passages = [...marks.matchAll(/\d+/g)].map(([number]) => Number(number))
    if (said !== '') yield { text: /[.!?]$/.test(said) ? said : `${said}.`, passages }
  }
}
