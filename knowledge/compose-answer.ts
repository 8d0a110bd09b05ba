import { PASSAGE_CHARACTERS, sentencesOf } from './passages.ts'
import type { Citation } from './answer.ts'
import type { Retrieved } from './retrieve.ts'

/** The answer is the passage that answers, in the article's own words, never the page. */
export function composeAnswer(best: Retrieved): { text: string; citation: Citation } {
  const { articleId, revision, slug, title, passages } = best.article
  const passage = passages[best.passage]?.text ?? title
  const text = passage.length <= PASSAGE_CHARACTERS ? passage : shortened(passage)
  return { text, citation: { articleId, revision, slug, title, passage } }
}

function shortened(passage: string): string {
  let text = ''
  for (const sentence of sentencesOf(passage)) {
    if (text.length + sentence.length + 1 > PASSAGE_CHARACTERS) break
    text = text === '' ? sentence : `${text} ${sentence}`
  }
  return text === '' ? `${passage.slice(0, PASSAGE_CHARACTERS - 1).trimEnd()}…` : text
}
