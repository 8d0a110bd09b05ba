/** A bare score, "5", "4/5", "five stars": only when the whole message is one. */
export function ratingOf(words: string): number | undefined {
  const match =
    /^(?:i(?:'d)? (?:give|say|rate)(?: it| you| that)?(?: a)? )?(\d|[a-z]+|[一二三四五])(?: ?(?:out of|of|von|sur|de|em) ?(?:5|five|funf|cinq|cinco)| 5)?(?: ?(?:stars?|sterne?n?|etoiles?|estrellas?|estrelas?|points?|punkte?|点|つ星))?$/u.exec(
      words,
    )
  if (!match?.[1]) return undefined
  const score = NUMBERS.get(match[1]) ?? Number(match[1])
  return Number.isInteger(score) && score >= 1 && score <= 5 ? score : undefined
}

const NUMBERS = new Map(
  [
    ['one', 'eins', 'une', 'uno', 'um', '一'],
    ['two', 'zwei', 'deux', 'dos', 'dois', '二'],
    ['three', 'drei', 'trois', 'tres', '三'],
    ['four', 'vier', 'quatre', 'cuatro', 'quatro', '四'],
    ['five', 'funf', 'cinq', 'cinco', '五'],
  ].flatMap((words, index) => words.map((word) => [word, index + 1] as const)),
)
