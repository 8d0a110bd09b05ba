import type { TurnContext } from 'botbuilder'
import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs'
import { requestHandoff } from '../handoff/request-handoff.ts'
import type { HandoffReason } from '../domain/words.ts'
import { say } from '../language/catalogue.ts'
import { answerQuestion, showNextBest } from './answer-turn.ts'
import { type BotWords, cancelChip, helpedChips, humanChip, speak } from './bot-words.ts'
import type { Choice, Chosen, Verdict } from './choose-route.ts'
import { nameTrouble } from './name-trouble.ts'
import { offerPerson } from './offer-person.ts'
import { RATE_CASE } from './rate-case-dialog.ts'
import { shouldEscalate } from './should-escalate.ts'
import { type Turn, turnOf } from './turn.ts'
import { writeBrief } from './write-brief.ts'

export const SUPPORT = 'support.1'

/** The dialog every message goes to that no other dialog waits for. One turn each: what it remembers is the turn's memory. */
export class SupportDialog extends Dialog {
  constructor() {
    super(SUPPORT)
  }

  override async beginDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context)
    if (turn.chosen.act === 'settle') return settle(dc, turn, turn.chosen)
    if (turn.chosen.act === 'rate') return dc.replaceDialog(RATE_CASE, { caseId: turn.chosen.caseId, score: turn.chosen.score })
    await act(dc.context, turn, turn.chosen)
    return dc.endDialog()
  }
}

async function act(context: TurnContext, turn: Turn, chosen: Exclude<Chosen, { act: 'settle' | 'rate' }>): Promise<void> {
  const { language } = turn
  switch (chosen.act) {
    case 'queue':
      queue(turn, chosen.reason)
      return
    case 'already_queued':
      return speak(context, { text: say(language, 'handoff.already_queued'), quickReplies: [cancelChip(language)] })
    case 'nothing':
    // These two are for the rating that waits for them (rate-case-dialog.ts).
    case 'comment':
    case 'skip_rating':
      return
    case 'offer':
      await speak(context, { text: say(language, nameTrouble(turn.input.message.text)) })
      return offerPerson(context, turn, chosen.reason)
    case 'look_up':
      if (chosen.verdict) record(turn, chosen.verdict)
      recordChoice(turn, chosen.choice)
      return answerQuestion(context, turn, chosen.question, chosen.except)
    case 'next_best':
      record(turn, { answerId: chosen.answer.answerId, helped: false })
      return showNextBest(context, turn, chosen.answer)
    case 'note':
      turn.records.push({ type: 'AnswerRated', ...chosen.verdict })
      return speak(context, noted(language, chosen.verdict))
    case 'talk':
      return speak(context, talk(turn, chosen.topic))
    case 'offer_declined':
      return speak(context, { text: say(language, 'offer.declined') })
    case 'rephrase':
      recordChoice(turn, chosen.choice)
      return askForMoreWords(context, turn)
    case 'lost_thread':
      return speak(context, { text: say(language, 'turn.lost_thread') })
    case 'unreadable':
      return speak(context, { text: say(language, 'turn.unreadable') })
  }
}

async function askForMoreWords(context: TurnContext, turn: Turn): Promise<void> {
  const { clarifications } = turn.memory
  const escalation = shouldEscalate({
    wantsPerson: false,
    mood: turn.mood,
    getsNowhere: turn.getsNowhere,
    unhelpful: 0,
    clarifications,
    evidence: 'clarify',
  })
  if (escalation.kind === 'offer') return offerPerson(context, turn, escalation.reason)
  turn.memory = { ...turn.memory, clarifications: clarifications + 1 }
  await speak(context, { text: say(turn.language, 'clarify.rephrase'), quickReplies: [humanChip(turn.language)] })
}

/** The queue's own notice says what happens next, so the bot adds nothing. */
function queue(turn: Turn, reason: HandoffReason): void {
  const { input, caseId, language } = turn
  if (caseId === undefined) return
  const brief = writeBrief(input.message.text, turn.memory, input.state)
  turn.handoff.push(
    ...requestHandoff({
      conversationId: input.conversationId,
      state: input.state,
      caseId,
      messageVersion: input.version,
      reason,
      brief,
      language,
      outlook: input.outlook,
    }),
  )
}

/** The customer says the matter is settled: the case ends confirmed and may be rated. While a person is waited for it stays open. */
async function settle(dc: DialogContext, turn: Turn, { answer }: Extract<Chosen, { act: 'settle' }>): Promise<DialogTurnResult> {
  record(turn, { answerId: answer.answerId, helped: true })
  const { language, input } = turn
  if (input.state.handoff) {
    await speak(dc.context, { text: say(language, 'feedback.settled_waiting'), quickReplies: [cancelChip(language)] })
    return dc.endDialog()
  }
  const open = input.state.case?.id
  if (open !== undefined) turn.records.push({ type: 'CaseClosed', caseId: open, resolution: 'confirmed' })
  const caseId = open ?? turn.memory.caseId
  await speak(dc.context, { text: say(language, 'feedback.settled') })
  return caseId === undefined ? dc.endDialog() : dc.replaceDialog(RATE_CASE, { caseId })
}

function record(turn: Turn, verdict: Verdict): void {
  turn.records.push({ type: 'AnswerRated', ...verdict })
  const { answer: _answer, ...rest } = turn.memory
  turn.memory = verdict.helped ? { ...rest, unhelpful: 0 } : { ...rest, unhelpful: Math.min(rest.unhelpful + 1, 99) }
}

function recordChoice(turn: Turn, choice: Choice | undefined): void {
  if (choice) turn.records.push({ type: 'ClarificationAnswered', ...choice })
}

function noted(language: string, { helped }: Verdict): BotWords {
  if (helped) return { text: say(language, 'feedback.noted') }
  return { text: say(language, 'feedback.noted_unhelpful'), quickReplies: [humanChip(language)] }
}

function talk({ language, memory, shopName }: Turn, topic: Extract<Chosen, { act: 'talk' }>['topic']): BotWords {
  const text = say(language, `small_talk.${topic}`, { shopName })
  if (topic === 'thanks_open' && memory.answer) return { text, quickReplies: helpedChips(language, memory.answer.answerId) }
  if (topic === 'are_you_bot') return { text, quickReplies: [humanChip(language)] }
  return { text }
}
