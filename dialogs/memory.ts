import { z } from 'zod'
import { handoffReason } from '../domain/words.ts'
import { clipText } from './clip-text.ts'

/**
 * What the dialogs remember from one turn to the next; it travels in `TurnCompleted.dialog`. Everything in it is bounded, because the
 * state of a conversation has to stay small.
 */
const MEMORY_VERSION = 1

const shownAnswer = z.object({
  answerId: z.string().max(100),
  question: z.string().max(400),
  articleId: z.string().max(200),
  slug: z.string().max(200),
  title: z.string().max(200),
})
export type ShownAnswer = z.infer<typeof shownAnswer>

const tried = z.object({
  question: z.string().max(160),
  title: z.string().max(120).optional(),
  slug: z.string().max(200).optional(),
})

/** Botbuilder's own record of a dialog that waits for the customer. */
const dialogInstance = z.object({ id: z.string().max(60), state: z.record(z.string(), z.unknown()) })
export type StoredDialog = z.infer<typeof dialogInstance>

const memorySchema = z.object({
  v: z.literal(MEMORY_VERSION),
  stack: z.array(dialogInstance).max(3),
  /** The case all below belongs to; a new case starts with a clean slate. */
  caseId: z.string().max(100).optional(),
  /** The answer that "Did that help?" was last asked about. */
  answer: shownAnswer.optional(),
  /** Articles already shown for that question. */
  shown: z.array(z.string().max(200)).max(8),
  /** Answers of this case the customer said did not help. */
  unhelpful: z.int().min(0).max(99),
  /** Clarifying questions asked in a row. */
  clarifications: z.int().min(0).max(99),
  /** Questions in a row that nothing answered. */
  declines: z.int().min(0).max(99).optional(),
  /** Turns since the customer was clearly dissatisfied (estimate-dissatisfaction.ts). */
  dissatisfied: z.int().min(0).max(9).optional(),
  /** The two readings the customer was asked to choose from. */
  choice: z
    .object({
      question: z.string().max(400),
      /** Version of the message they are about. */
      askedOf: z.int().optional(),
      options: z.array(z.object({ articleId: z.string().max(200), title: z.string().max(200) })).max(3),
    })
    .optional(),
  /** A person was offered in the last turn. */
  offer: handoffReason.optional(),
  tried: z.array(tried).max(5),
})
export type Memory = z.infer<typeof memorySchema>

export function freshMemory(): Memory {
  return { v: MEMORY_VERSION, stack: [], shown: [], unhelpful: 0, clarifications: 0, tried: [] }
}

/** What was stored, or a fresh start when it is not ours, from another release, or damaged. */
export function readMemory(stored: Record<string, unknown>): Memory {
  const parsed = memorySchema.safeParse(stored)
  return parsed.success ? parsed.data : freshMemory()
}

/** The memory as it applies now: an offer, a choice or a count never outlives its case. */
export function memoryOfCase(memory: Memory, caseId: string | undefined): Memory {
  if (caseId === undefined || memory.caseId === undefined || memory.caseId === caseId) return memory
  return { ...freshMemory(), stack: memory.stack, ...(memory.answer === undefined ? {} : { answer: memory.answer }) }
}

/** What may be stored: bounded to the last character, whatever the customer wrote. */
export function storeMemory(memory: Memory): Record<string, unknown> {
  const bounded = memorySchema.safeParse({ ...memory, shown: memory.shown.slice(-8), tried: memory.tried.slice(-5) })
  const stored = bounded.success ? bounded.data : freshMemory()
  return Buffer.byteLength(JSON.stringify(stored)) > MEMORY_LIMIT_BYTES ? withoutDetails(stored) : stored
}

/** Of the 16 KB of a state; the rest is the recent utterances and the address. */
const MEMORY_LIMIT_BYTES = 4 * 1024

function withoutDetails(memory: Memory): Memory {
  const { choice: _choice, answer: _answer, ...rest } = memory
  const lean = { ...rest, shown: [], tried: [], stack: [] }
  return Buffer.byteLength(JSON.stringify(lean)) > MEMORY_LIMIT_BYTES ? freshMemory() : lean
}

export function rememberTried(memory: Memory, question: string, shown?: { title: string; slug: string }): Memory {
  const entry = {
    question: clipText(question, 160),
    ...(shown && { title: clipText(shown.title, 120), slug: shown.slug.slice(0, 200) }),
  }
  return { ...memory, tried: [...memory.tried, entry].slice(-5) }
}
