import { readFileSync } from 'node:fs'
import { readSmallClassifier, type SmallClassifier, type SmallClassifierFile } from '../language/small-classifier.ts'
import { meansOtherwise } from './phrases/wish-for-person.ts'

/**
 * Whether somebody asks for a human being in words no phrase foresaw: a second opinion on what is nothing else. It has seen hard cases of
 * both, and speaks only when it is quite sure and nothing is refused or reported, because a false alarm costs an agent's time.
 */
export function likelyWishesForPerson(text: string): boolean {
  if (meansOtherwise(text)) return false
  classifier ??= readSmallClassifier(
    JSON.parse(readFileSync(new URL('./weights/wish.json', import.meta.url), 'utf8')) as SmallClassifierFile<'wish'>,
  )
  return classifier(text).wish >= WISH_FROM
}

let classifier: SmallClassifier<'wish'> | undefined

const WISH_FROM = 0.75
