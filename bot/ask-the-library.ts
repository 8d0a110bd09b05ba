import type { z } from 'zod'
import type { AnswerOutcome, AnswerQuestion, Candidate } from '../knowledge/answer.ts'
import { detectLanguage } from '../language/detect-language.ts'
import type { askAnswer, askRequest } from './api/articles.ts'

export interface AskTheLibraryDeps {
  answerQuestion: AnswerQuestion
  /** Milliseconds of a clock that never goes back. */
  stopwatch: () => number
}

/** One question put to the library outside of any conversation: for editors, `npm run ask` and measurements. */
export async function askTheLibrary(
  { answerQuestion, stopwatch }: AskTheLibraryDeps,
  { question: text, history, language = detectLanguage(text).language }: z.infer<typeof askRequest>,
): Promise<z.infer<typeof askAnswer>> {
  const began = stopwatch()
  const outcome = await answerQuestion({ text, history, language })
  return {
    ...said(outcome),
    probability: outcome.probability,
    candidates: outcome.candidates.map(({ articleId, title, score, signals }) => ({ articleId, title, score, signals })),
    ...(outcome.unanswered && { unanswered: pick(outcome.unanswered) }),
    ...(outcome.judge && { judge: outcome.judge }),
    ms: Math.round((stopwatch() - began) * 1000) / 1000,
  }
}

function pick({ articleId, title, score }: Candidate): { articleId: string; title: string; score: number } {
  return { articleId, title, score }
}

function said(outcome: AnswerOutcome): Pick<z.infer<typeof askAnswer>, 'decision' | 'text' | 'citations'> {
  switch (outcome.kind) {
    case 'answer':
      return { decision: 'answer', text: outcome.text, citations: outcome.citations }
    case 'clarify':
      return { decision: 'clarify', text: outcome.options.map(({ title }) => title).join(' / '), citations: [] }
    case 'no_answer':
      return { decision: 'decline', text: '', citations: [] }
  }
}
