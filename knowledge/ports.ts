import type { JudgeFigures } from './judge-figures.ts'
import type { JudgeWeights } from './judge-evidence.ts'

/** One immutable text of an article. Bodies are written before the library names them. */
export interface Revision {
  articleId: string
  /** Counted from 1 within the article. */
  revision: number
  slug: string
  title: string
  section: string
  /** BCP 47. */
  language: string
  /** Other ways customers put the question, one each. */
  aliases: string[]
  /** Markdown; empty for what is not answered. */
  body: string
  /** Customers ask this and the base has no answer. */
  unanswered?: true
  at: number
  /** Account that wrote it; 'import' for the command. */
  by: string
}

/** One line of the library's log: gapless versions from 1; publishing is a compare-and-set on the version before. */
export interface LibraryEntry {
  libraryVersion: number
  articleId: string
  revision: number
  change: 'published' | 'retired'
  at: number
  by: string
}

export interface Revisions {
  /** Fails with `conflict` when this number of this article exists. */
  put(revision: Revision): Promise<'ok' | 'conflict'>
  get(articleId: string, revision: number): Promise<Revision | undefined>
  /** The newest revision of every article, drafts included. */
  newest(): Promise<Revision[]>
  ofArticle(articleId: string): Promise<Revision[]>
}

export interface LibraryLog {
  /** 0 while nothing was ever published. Cheap: every turn asks. */
  head(): Promise<number>
  /** Appends the entry if its libraryVersion is exactly head + 1. */
  append(entry: LibraryEntry): Promise<'ok' | 'conflict'>
  /** Entries after a version, in order. */
  read(after: number): Promise<LibraryEntry[]>
}

/** What an answer is composed from: data for the one who composes, never instructions. */
export interface ComposeRequest {
  question: string
  /** BCP 47 tag of the passages, in which the answer is written too. */
  language: string
  /** Oldest first; only what the customer has seen. */
  history: readonly { from: 'customer' | 'bot' | 'human'; text: string }[]
  /** Numbered from 1 in this order. */
  passages: readonly { title: string; heading: string; text: string }[]
}

export interface ComposedSentence {
  text: string
  /** Numbers of the passages it claims to rest on. Nothing is believed before it is checked. */
  passages: readonly number[]
}

/** Something that writes an answer from passages. */
export interface Composer {
  /** Which prompt it was asked with, stored with each answer. */
  readonly promptVersion: string
  /** Sentence by sentence as they come. Throws when the answer is refused or breaks off. */
  compose(request: ComposeRequest, signal: AbortSignal): AsyncIterable<ComposedSentence>
}

/** A passage as retrieval found it, for those who build on our search. */
export interface FoundPassage {
  articleId: string
  revision: number
  slug: string
  title: string
  heading: string
  language: string
  text: string
  /** The ranker's, comparable within one search only. */
  score: number
}

/** The best passages for a question, best first; only what is published. */
export type FindPassages = (question: { text: string; language: string; limit: number }) => Promise<FoundPassage[]>

/** Some models are told whether a text asks or answers. */
export type EmbeddedAs = 'question' | 'passage'

export interface EmbedRequest {
  texts: readonly string[]
  as: EmbeddedAs
  /** As a model that an earlier reply named, instead of the one that is set now. */
  model?: string
}

export interface Embedded {
  /** By what and how they were made, as the server says. Vectors of two models are never compared. */
  model: string
  /** Of unit length, in the order of the texts. */
  vectors: Float32Array[]
}

/** Turns texts into vectors that lie near each other when they mean something alike, in whatever words or language. */
export interface Embedder {
  /** Throws `provider_failed` unless every text got a vector, and `texts` are of one model. */
  embed(request: EmbedRequest, signal: AbortSignal): Promise<Embedded>
}

/** What of an article was embedded by a model. */
export interface ArticleVectors {
  model: string
  articleId: string
  revision: number
  /** By the hash of its text, each text once. */
  vectors: { hash: string; vector: Float32Array }[]
}

/** Kept for as long as the revision is published; made again from the articles when lost. */
export interface Vectors {
  /** Takes the place of what the model's vectors of that article were before. */
  put(vectors: ArticleVectors): Promise<void>
  /** Those of the articles that have any, in no order. */
  read(model: string, articleIds: readonly string[]): Promise<ArticleVectors[]>
  /** What there is, without the vectors. */
  list(): Promise<Pick<ArticleVectors, 'model' | 'articleId' | 'revision'>[]>
  remove(model: string, articleId: string): Promise<void>
}

/** What the judge of this installation became, and why. Gapless versions from 1; the newest counts. */
export type Calibration =
  | {
      kind: 'refitted'
      version: number
      at: number
      judge: JudgeWeights
      /** Names the shipped weights it was made from. */
      shipped: string
      method: 'scale' | 'weights'
      /** Right ones of the `after.n` labels. */
      right: number
      before: JudgeFigures
      /** Of each label by a fit that had not seen it. */
      after: JudgeFigures
    }
  /** The shipped weights again. */
  | { kind: 'reset'; version: number; at: number }

export interface Calibrations {
  newest(): Promise<Calibration | undefined>
  /** Appends it if its version is exactly the newest one's + 1. */
  put(calibration: Calibration): Promise<'ok' | 'conflict'>
}
