import { createCatchUp } from './catch-up.ts'
import { composeAnswer } from './compose-answer.ts'
import { shippedEmbedded, type EmbeddedWeights } from './embedded-weights.ts'
import { evidenceOf, type Evidence } from './evidence.ts'
import { judgeEvidence, shippedJudge, type Judgement, type JudgeWeights } from './judge-evidence.ts'
import type { ReadJudge } from './judge-in-force.ts'
import { shippedRanker, type RankerWeights } from './rank.ts'
import { retrieve, type Retrieval, type Retrieved } from './retrieve.ts'
import type { AnswerOutcome, AnswerQuestion, Candidate } from './answer.ts'
import type { EmbedQuestion } from './embed-question.ts'
import type { Generated, GenerateAnswer } from './generate-answer.ts'
import type { LibraryLog, Revisions } from './ports.ts'
import type { Shelf } from './shelf.ts'

export interface AnswerDeps {
  library: LibraryLog
  revisions: Revisions
  /** One for a node, shared by all that read the library. */
  shelf: Shelf
  ranker?: RankerWeights
  /** Left out, the shipped weights. */
  readJudge?: ReadJudge
  embedded?: EmbeddedWeights
  /** Without it, and whenever nothing comes of it, the engine decides alone. */
  embedQuestion?: EmbedQuestion | undefined
  /** Without it, and whenever nothing comes of it, the answer is the passage itself. */
  generateAnswer?: GenerateAnswer | undefined
}

/** So many candidates are told to whoever asks why. */
const SHOWN = 5
/** "Which of these did you mean?" with so many to choose from, at most. */
const OPTIONS = 2

export function createAnswerQuestion(deps: AnswerDeps): AnswerQuestion {
  const catchUp = createCatchUp(deps)
  const ranker = deps.ranker ?? shippedRanker
  const embedded = deps.embedded ?? shippedEmbedded
  const readJudge: ReadJudge = deps.readJudge ?? (async () => ({ weights: shippedJudge }))
  return async (question, asker) => {
    const [{ weights, calibration }, meant] = await Promise.all([readJudge(), deps.embedQuestion?.(question.text), catchUp()])
    // Another question may have brought the shelf further meanwhile.
    const { libraryVersion } = deps.shelf
    // From here to the judgement nothing waits: the candidates are of exactly this version.
    const retrieval = retrieve(question, deps.shelf.index, ranker, meant, embedded)
    const evidence = rounded(evidenceOf(retrieval))
    const judgement = judgeEvidence(evidence, weights, embedded)
    const judged = {
      probability: judgement.probability,
      evidence,
      libraryVersion,
      judge: { answerFrom: weights.answerFrom, clarifyFrom: weights.clarifyFrom, ...(calibration && { calibration }) },
      candidates: retrieval.candidates.slice(0, SHOWN).map(toCandidate),
      ...(retrieval.unanswered && { unanswered: toCandidate(retrieval.unanswered) }),
    }
    const best = retrieval.candidates[0]
    if (!best) return { ...judged, kind: 'no_answer', reason: 'missing_knowledge' }
    switch (judgement.decision) {
      case 'answer':
        return {
          ...judged,
          kind: 'answer',
          language: best.article.language,
          ...(asGenerated(await deps.generateAnswer?.(question, retrieval.candidates, asker)) ?? asQuoted(best)),
        }
      case 'clarify':
        return { ...judged, kind: 'clarify', options: optionsOf(retrieval) }
      case 'decline':
        return {
          ...judged,
          kind: 'no_answer',
          reason: isMissing(evidence, judgement, weights) ? 'missing_knowledge' : 'low_confidence',
        }
    }
  }
}

/** The base says so itself, or hardly anything in it is likely. */
function isMissing(evidence: Evidence, { probability }: Judgement, { clarifyFrom }: JudgeWeights): boolean {
  return (evidence['unansweredAhead'] ?? 0) > 0 || probability < clarifyFrom / 2
}

type Said = Pick<Extract<AnswerOutcome, { kind: 'answer' }>, 'text' | 'citations' | 'generated' | 'promptVersion'>

function asGenerated(generated: Generated | undefined): Said | undefined {
  return generated && { ...generated, generated: true }
}

/** The extractive answer quotes its passage, so there is nothing to check. */
function asQuoted(best: Retrieved): Said {
  const { text, citation } = composeAnswer(best)
  return { text, citations: [citation], generated: false }
}

function optionsOf({ candidates }: Retrieval): { articleId: string; title: string }[] {
  return candidates.slice(0, OPTIONS).map(({ article }) => ({ articleId: article.articleId, title: article.title }))
}

/** Judged as it will be kept: what is stored with an answer gives exactly its probability. */
function rounded(evidence: Evidence): Evidence {
  return Object.fromEntries(Object.entries(evidence).map(([name, figure]) => [name, Math.round(figure * 1e4) / 1e4]))
}

function toCandidate({ article, score, signals }: Retrieved): Candidate {
  return { articleId: article.articleId, title: article.title, score, signals }
}
