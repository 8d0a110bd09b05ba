import { Dialog, type DialogTurnResult, WaterfallDialog, type WaterfallStepContext } from 'botbuilder-dialogs'
import { z } from 'zod'
import { say } from '../language/catalogue.ts'
import { noThanksChip, scoreChips, speak } from './bot-words.ts'
import type { StoredDialog } from './memory.ts'
import { turnOf } from './turn.ts'

/** The number rises when a step is added, removed or moved: a waterfall resumes by index. */
export const RATE_CASE = 'rate-case.1'

interface RateCase {
  caseId: string
  /** Given when a score's chip was tapped. */
  score?: number
}

/** One tap from 1 to 5, then a sentence if the customer likes. What the words mean was decided before (choose-route.ts). */
export function createRateCaseDialog(): WaterfallDialog<RateCase> {
  return new WaterfallDialog<RateCase>(RATE_CASE, [askScore, takeScore, takeComment])
}

async function askScore(step: WaterfallStepContext<RateCase>): Promise<DialogTurnResult> {
  const { caseId, score } = step.options
  if (score !== undefined) return step.next()
  await speak(step.context, { text: say(turnOf(step.context).language, 'rating.ask'), quickReplies: scoreChips(caseId) })
  return Dialog.EndOfTurn
}

async function takeScore(step: WaterfallStepContext<RateCase>): Promise<DialogTurnResult> {
  const { chosen, records, language } = turnOf(step.context)
  if (chosen.act !== 'rate') return skip(step)
  records.push({ type: 'CaseRated', caseId: chosen.caseId, scale: 'csat', score: chosen.score })
  await speak(step.context, { text: say(language, 'rating.ask_comment'), quickReplies: [noThanksChip(language)] })
  return Dialog.EndOfTurn
}

async function takeComment(step: WaterfallStepContext<RateCase>): Promise<DialogTurnResult> {
  const { chosen, records, language, input } = turnOf(step.context)
  if (chosen.act !== 'comment') return skip(step)
  records.push({ type: 'RatingCommented', caseId: chosen.caseId, comment: input.message.text.slice(0, COMMENT_CHARACTERS) })
  await speak(step.context, { text: say(language, 'rating.thanks') })
  return step.endDialog()
}

async function skip(step: WaterfallStepContext<RateCase>): Promise<DialogTurnResult> {
  await speak(step.context, { text: say(turnOf(step.context).language, 'rating.skipped') })
  return step.endDialog()
}

const COMMENT_CHARACTERS = 2_000

const storedRating = z.object({
  options: z.object({ caseId: z.string().max(100) }),
  values: z.record(z.string(), z.unknown()),
  stepIndex: z.int().min(0).max(1),
})

/** Where a stored rating stands, or undefined when it cannot be taken up again. */
export function ratingStage({ state }: StoredDialog): { stage: 'score' | 'comment'; caseId: string } | undefined {
  const stored = storedRating.safeParse(state)
  if (!stored.success) return undefined
  return { stage: stored.data.stepIndex === 0 ? 'score' : 'comment', caseId: stored.data.options.caseId }
}
