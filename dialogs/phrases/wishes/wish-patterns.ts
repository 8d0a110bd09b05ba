/**
 * How one language asks for a human being, on plain words (plain-words.ts): no capitals, accents or punctuation. No two ways through a
 * repeated part may match the same words, or a hostile text takes exponential time (test/dialogs/phrases.test.ts).
 */
export interface WishPatterns {
  /** The whole message is the wish: "agent please". */
  alone: RegExp
  /** A verb of wishing or talking leads to a person, anywhere in it. */
  within: readonly RegExp[]
  /** Taken out before reading: refusals, reports of what was, other meanings of the same words. */
  otherwise: readonly RegExp[]
}
