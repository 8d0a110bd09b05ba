import { EMBEDDED_SIGNALS } from './embedded-signals.ts'
import { SIGNALS } from './signals.ts'
import type { Retrieval, Retrieved } from './retrieve.ts'

/** Everything abstention is decided on, as figures of about 0 to 1. */
export type Evidence = Record<string, number>

/** What the best candidate, its lead over the next and the question itself say about whether it is the answer. */
export function evidenceOf({ query, candidates, embedded }: Retrieval): Evidence {
  const [best, second] = candidates
  if (!best) return {}
  const evidence: Evidence = {}
  for (const signal of SIGNALS) evidence[signal] = best.signals[signal]
  const lead = second ? best.score - second.score : LARGEST_LEAD
  evidence['lead'] = Math.min(LARGEST_LEAD, lead)
  evidence['bm25Lead'] = second ? Math.max(-0.5, best.signals.bm25 - second.signals.bm25) : best.signals.bm25
  evidence['nameLead'] =
    best.signals.name * best.signals.nameMet -
    Math.max(0, ...candidates.slice(1, 10).map((each) => each.signals.name * each.signals.nameMet))
  evidence['meaningLead'] = best.signals.meaning - Math.max(0, ...candidates.slice(1, 10).map((each) => each.signals.meaning))
  evidence['share'] = shareOfBest(candidates.slice(0, 10).map((each) => each.score))
  evidence['agreement'] = best.signals.ofBest >= 1 ? 1 : 0
  evidence['unknown'] = worthOf(query.words.filter((word) => word.terms.length === 0)) / Math.max(1e-9, query.worth)
  evidence['mended'] = worthOf(query.words.filter((word) => word.readAs !== undefined)) / Math.max(1e-9, query.worth)
  evidence['few'] = 1 / (1 + query.words.length)
  if (embedded) addEmbedded(evidence, best, candidates)
  return evidence
}

/** There only when an embedding model was asked: a judgement without one must not come out another. */
function addEmbedded(evidence: Evidence, best: Retrieved, candidates: readonly Retrieved[]): void {
  for (const signal of EMBEDDED_SIGNALS) evidence[signal] = best.signals[signal]
  const others = candidates.slice(1, 10)
  evidence['embeddedNameLead'] = best.signals.embeddedName - Math.max(0, ...others.map(({ signals }) => signals.embeddedName))
  evidence['embeddedPassageLead'] =
    best.signals.embeddedPassage - Math.max(0, ...others.map(({ signals }) => signals.embeddedPassage))
}

const LARGEST_LEAD = 3

/** The best candidate's part when scores are read as odds. */
function shareOfBest(scores: readonly number[]): number {
  const top = Math.max(...scores)
  return 1 / scores.reduce((sum, score) => sum + Math.exp(score - top), 0)
}

function worthOf(words: readonly { worth: number }[]): number {
  return words.reduce((sum, word) => sum + word.worth, 0)
}
