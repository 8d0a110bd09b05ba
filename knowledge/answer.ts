/** A question as the dialogs put it: the customer's words, what was said before, and what was already shown in vain. */
export interface Question {
  text: string
  /** BCP 47 language of the text, as detected: 'en', 'de', … */
  language: string
  /** Oldest first, without the question itself; a handful of turns is enough. */
  history: { from: 'customer' | 'bot' | 'human'; text: string }[]
  /** Articles the customer has said did not help; they are not offered again. */
  except?: string[]
}

/** The place in the library an answer rests on. */
export interface Citation {
  articleId: string
  revision: number
  slug: string
  title: string
  /** The words of the article that carry the answer, as plain text. */
  passage: string
}

/** What a candidate was worth, for the editor's explain page and for `npm run ask`. */
export interface Candidate {
  articleId: string
  title: string
  score: number
  /** Named figures the score was made of. */
  signals: Record<string, number>
}

interface Judged {
  /** Calibrated probability, 0 to 1, that the best candidate answers the question. */
  probability: number
  /** What the probability was made of; nothing when there was no candidate. */
  evidence?: Record<string, number>
  /** The thresholds it was held against; with the calibration they come from, unless they are the shipped ones. */
  judge?: { answerFrom: number; clarifyFrom: number; calibration?: { version: number; at: number } }
  /** The library as it stood: no answer cites a revision retired at or before it. */
  libraryVersion: number
  candidates: Candidate[]
  /** The likeliest of what the base lists as not answered. */
  unanswered?: Candidate
}

export type AnswerOutcome =
  | (Judged & {
      kind: 'answer'
      text: string
      language: string
      citations: Citation[]
      generated: boolean
      /** Of a generated answer: the prompt it was composed with. */
      promptVersion?: string
    })
  | (Judged & { kind: 'clarify'; options: { articleId: string; title: string }[] })
  | (Judged & { kind: 'no_answer'; reason: NoAnswerReason })

export type NoAnswerReason = 'missing_knowledge' | 'low_confidence' | 'provider_failure'

/** Who waits for the answer. */
export interface Asker {
  conversationId: string
  /** Nobody waits any longer. */
  signal: AbortSignal
  /** Told the answer as far as it is composed and checked, longer each time; it may still come out otherwise. */
  onWords: (text: string) => void
}

export type AnswerQuestion = (question: Question, asker?: Asker) => Promise<AnswerOutcome>
