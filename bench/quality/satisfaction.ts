import { RECENT_CHARACTERS, RECENT_UTTERANCES } from '../../conversation/state.ts'
import { DISSATISFIED_FROM, estimateDissatisfaction } from '../../dialogs/estimate-dissatisfaction.ts'
import { readLines } from './data.ts'
import { auroc, averagePrecision, f1Of, share, type Figures } from './metrics.ts'

interface Dialogue {
  turns: { from: 'customer' | 'bot'; text: string; scores?: number[] }[]
}

interface Rated {
  scores: number[]
  dissatisfied: boolean
  estimate: number
}

/** A customer's turn is dissatisfied from this mean score down. */
const DISSATISFIED = 2.5

/** What the product estimates from what it remembers of a conversation. Nothing was fitted to scores like these. */
export function measureSatisfaction(folder: string): Promise<Figures> {
  const rated = readLines<Dialogue>(folder, 'dialogues.jsonl').flatMap(ratedTurns)
  const scored = rated.map(({ estimate, dissatisfied }) => ({ score: estimate, positive: dissatisfied }))
  const said = rated.filter(({ estimate }) => estimate >= DISSATISFIED_FROM)
  const right = said.filter(({ dissatisfied }) => dissatisfied).length
  const precision = share(right, said.length)
  const recall = share(right, rated.filter(({ dissatisfied }) => dissatisfied).length)
  return Promise.resolve({
    F1: f1Of(precision, recall),
    precision,
    recall,
    AP: averagePrecision(scored),
    AUC: auroc(scored),
    dissatisfied: share(rated.filter(({ dissatisfied }) => dissatisfied).length, rated.length),
    'oneAnnotator.F1': oneAnnotator(rated),
  })
}

function ratedTurns({ turns }: Dialogue): Rated[] {
  const remembered = turns.map(({ from, text }) => ({ from, text: text.slice(0, RECENT_CHARACTERS) }))
  return turns.flatMap(({ from, scores }, at) => {
    if (from !== 'customer' || scores === undefined || scores.length === 0) return []
    const estimate = estimateDissatisfaction(remembered.slice(Math.max(0, at + 1 - RECENT_UTTERANCES), at + 1))
    return [{ scores, dissatisfied: mean(scores) <= DISSATISFIED, estimate }]
  })
}

/** Each annotator's score against the mean of the others, counted together. */
function oneAnnotator(rated: readonly Rated[]): number {
  let [said, meant, both] = [0, 0, 0]
  for (const { scores } of rated) {
    if (scores.length < 2) continue
    for (const [at, score] of scores.entries()) {
      const alone = score <= DISSATISFIED
      const others = mean(scores.filter((_, other) => other !== at)) <= DISSATISFIED
      said += alone ? 1 : 0
      meant += others ? 1 : 0
      both += alone && others ? 1 : 0
    }
  }
  return f1Of(share(both, said), share(both, meant))
}

function mean(scores: readonly number[]): number {
  return scores.reduce((sum, score) => sum + score, 0) / scores.length
}
