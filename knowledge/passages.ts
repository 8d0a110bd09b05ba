import { plainBlocks } from './plain-text.ts'

/** A piece of an article that can stand as an answer. */
export interface Passage {
  /** The headings above it, outermost first, joined by ' › '; empty at the top of the article. */
  heading: string
  /** Plain text. */
  text: string
}

/** Longer than this, a passage is cut between blocks, then between lines, then between sentences. */
export const PASSAGE_CHARACTERS = 600

/** Cuts an article by its headings; small neighbours under one heading stay together. */
export function passagesOf(markdown: string): Passage[] {
  const passages: Passage[] = []
  let heading = ''
  let open: string[] = []
  const close = (): void => {
    for (const text of joined(open)) passages.push({ heading, text })
    open = []
  }
  for (const block of plainBlocks(markdown)) {
    if (block.kind === 'text') open.push(block.text)
    else {
      close()
      heading = block.text
    }
  }
  close()
  return passages
}

function joined(blocks: readonly string[]): string[] {
  const pieces = blocks.flatMap(cut)
  const texts: string[] = []
  let text = ''
  for (const piece of pieces) {
    if (text !== '' && text.length + piece.length + 1 > PASSAGE_CHARACTERS) {
      texts.push(text)
      text = ''
    }
    text = text === '' ? piece : `${text}\n${piece}`
  }
  if (text !== '') texts.push(text)
  return texts
}

/** A block that is too long falls into lines, a line that is too long into sentences. */
function cut(block: string): string[] {
  if (block.length <= PASSAGE_CHARACTERS) return [block]
  const lines = block.split('\n')
  if (lines.length > 1) return lines.flatMap(cut)
  return packed(sentencesOf(block))
}

/** Sentences end at a mark followed by space and no small letter ('e.g. this' is one), at 。 and at a line's end. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?]["')\]»”]?)\s+(?=[^\p{Ll}])|(?<=[。！？])|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
}

function packed(sentences: readonly string[]): string[] {
  const texts: string[] = []
  let text = ''
  for (const sentence of sentences.flatMap(hardCut)) {
    if (text !== '' && text.length + sentence.length + 1 > PASSAGE_CHARACTERS) {
      texts.push(text)
      text = ''
    }
    text = text === '' ? sentence : `${text} ${sentence}`
  }
  return text === '' ? texts : [...texts, text]
}

/** A text without sentences (a log, a key) is cut where it must be. */
function hardCut(sentence: string): string[] {
  const parts: string[] = []
  for (let at = 0; at < sentence.length; at += PASSAGE_CHARACTERS) parts.push(sentence.slice(at, at + PASSAGE_CHARACTERS))
  return parts
}
