import { WarmlineError } from '../domain/errors.ts'
import type { DeskOutcome } from '../handoff/outcome.ts'

/** A refusal becomes the problem that says who owns the conversation now. */
export function doneOrThrow(outcome: DeskOutcome): Extract<DeskOutcome, { kind: 'done' }> {
  if (outcome.kind === 'done') return outcome
  if (outcome.code === 'not_found') throw new WarmlineError('not_found')
  throw new WarmlineError(outcome.code, undefined, { facts: { owner: outcome.owner, epoch: outcome.epoch } })
}
