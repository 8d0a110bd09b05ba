import { EMBEDDED_SIGNALS } from './embedded-signals.ts'
import { SIGNALS } from './signals.ts'
import { softBest } from './soft-words.ts'
import type { Query, QueryWord } from './query.ts'
import type { Retrieval, Retrieved } from './retrieve.ts'

/** Everything abstention is decided on, as figures of about 0 to 1. */
export type Evidence = Record<string, number>

/** What the best candidate, its lead over the next and the question itself say about whether it is the answer. */
export function evidenceOf({ query, candidates, embedded, unanswered, listsUnanswered }: Retrieval): Evidence {
  const [best, second] = candidates
  // A number alone is no question: '74' stands in some alias by chance, and nowhere else.
  if (!best || !query.words.some(isKnownWord)) return {}
  const evidence: Evidence = {}
  for (const signal of SIGNALS) evidence[signal] = best.signals[signal]
  const meets = meetsAllOf(query, best)
  evidence['lead'] = second ? Math.min(1, (best.score - second.score) / LARGEST_LEAD) : 1
  evidence['bm25Lead'] = second ? Math.max(-0.5, best.signals.bm25 - second.signals.bm25) : best.signals.bm25
  evidence['nameLead'] =
    best.signals.name * best.signals.nameMet -
    Math.max(0, ...candidates.slice(1, 10).map((each) => each.signals.name * each.signals.nameMet))
  evidence['meaningLead'] = best.signals.meaning - Math.max(0, ...candidates.slice(1, 10).map((each) => each.signals.meaning))
  evidence['likelihoodLead'] = best.signals.likelihood - (second?.signals.likelihood ?? 0)
  evidence['profileLead'] = wholeOf(best) - Math.max(0, ...candidates.slice(1, 10).map(wholeOf))
  evidence['foreign'] = query.foreign ? 1 : 0
  evidence['foreignMeaning'] = query.foreign ? best.signals.meaning : 0
  evidence['foreignSoft'] = query.foreign ? best.signals.soft : 0
  evidence['share'] = shareOfBest(candidates.slice(0, 10).map((each) => each.score))
  evidence['agreement'] = best.signals.ofBest >= 1 ? 1 : 0
  evidence['unknown'] = worthOf(query.words.filter((word) => word.terms.length === 0)) / Math.max(1e-9, query.worth)
  evidence['mended'] = worthOf(query.words.filter((word) => word.readAs !== undefined)) / Math.max(1e-9, query.worth)
  evidence['softAll'] = meets.all
  evidence['unmet'] = meets.unmet
  evidence['unheard'] = meets.unheard
  evidence['few'] = 1 / (1 + query.words.length)
  const behind = unanswered ? unanswered.score - best.score : 0
  evidence['unansweredListed'] = listsUnanswered ? 1 : 0
  evidence['unansweredAhead'] = behind > 0 ? 1 : 0
  evidence['unansweredBy'] = Math.min(1, Math.max(0, behind / LARGEST_BEHIND))
  evidence['unansweredAsked'] = unanswered?.signals.asked ?? 0
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

const LARGEST_LEAD = 16
/** And so far behind what is not answered as can be told. */
const LARGEST_BEHIND = 8
/** Scores lie further apart than odds do. */
const COOLED = 0.5

function isKnownWord({ word, terms }: QueryWord): boolean {
  return terms.length > 0 && /\p{L}/u.test(word)
}

function wholeOf({ signals }: Retrieved): number {
  return (signals.profile + signals.profileGrams) / 2
}

/**
 * How much of the question the whole article means something like; the heaviest word it does not, however well it fits the rest ('can I
 * sign in with *Google*?'), and the heaviest that nothing in the base is near to.
 */
function meetsAllOf({ soft }: Query, { article }: Retrieved): { all: number; unmet: number; unheard: number } {
  const best = softBest(
    soft,
    [...article.names, ...article.passages].map(({ terms }) => terms),
  )
  let [met, unmet, unheard] = [0, 0, 0]
  for (const [at, { worth, near }] of soft.words.entries()) {
    met += worth * (best[at] ?? 0)
    unmet = Math.max(unmet, worth * (1 - (best[at] ?? 0)))
    if (near.length === 0) unheard = Math.max(unheard, worth)
  }
  const whole = Math.max(1e-9, soft.worth)
  return { all: met / whole, unmet: unmet / whole, unheard: unheard / whole }
}

/** The best candidate's part when scores are read as odds. */
function shareOfBest(scores: readonly number[]): number {
  const top = Math.max(...scores)
  return 1 / scores.reduce((sum, score) => sum + Math.exp(COOLED * (score - top)), 0)
}

function worthOf(words: readonly { worth: number }[]): number {
  return words.reduce((sum, word) => sum + word.worth, 0)
}
