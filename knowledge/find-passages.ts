import { createCatchUp } from './catch-up.ts'
import type { EmbedQuestion } from './embed-question.ts'
import { shippedRanker, type RankerWeights } from './rank.ts'
import { retrieve, type Retrieved } from './retrieve.ts'
import type { FindPassages, FoundPassage, LibraryLog, Revisions } from './ports.ts'
import type { Shelf } from './shelf.ts'

export interface FindPassagesDeps {
  library: LibraryLog
  revisions: Revisions
  /** One for a node, shared by all that read the library. */
  shelf: Shelf
  ranker?: RankerWeights
  embedQuestion?: EmbedQuestion | undefined
}

/** What answers are found with, without the judgement: the best passage of each of the best articles. */
export function createFindPassages(deps: FindPassagesDeps): FindPassages {
  const catchUp = createCatchUp(deps)
  return async ({ text, language, limit }) => {
    const [, meant] = await Promise.all([catchUp(), deps.embedQuestion?.(text)])
    const question = { text, language, history: [] }
    const { candidates } = retrieve(question, deps.shelf.index, deps.ranker ?? shippedRanker, meant)
    return candidates.slice(0, limit).map(toFound)
  }
}

function toFound({ article, passage, score }: Retrieved): FoundPassage {
  const { articleId, revision, slug, title, language, passages } = article
  const { heading = '', text = title } = passages[passage] ?? {}
  return { articleId, revision, slug, title, heading, language, text, score }
}
