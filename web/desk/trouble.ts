import type { DeskRow } from '../../bot/api/desk.ts'
import { isUncertain, type Answer } from '../shared/request.ts'
import type { Agent } from './desk.ts'

/** Something did not happen: what, what is safe, what to do. */
export interface Trouble {
  what: 'claim' | 'return' | 'close' | 'transfer' | 'message' | 'note' | 'retry' | 'judge' | 'presence'
  title: string
  text: string
}

const NOT_DONE: Record<Trouble['what'], string> = {
  claim: 'Not claimed',
  return: 'Not returned',
  close: 'Not closed',
  transfer: 'Not transferred',
  message: 'Not sent',
  note: 'Note not saved',
  retry: 'Not sent again',
  judge: 'Judgement not saved',
  presence: 'Presence not changed',
}

export function troubleOf(
  what: Trouble['what'],
  answer: Exclude<Answer<unknown>, { kind: 'ok' }>,
  agents: readonly Agent[],
  me: string,
): Trouble {
  const title = NOT_DONE[what]
  const safe = what === 'message' || what === 'note' ? ' Your words are back in the box.' : ''
  if (answer.kind === 'unreachable' || isUncertain(answer)) {
    const text = 'The server is slow or out of reach. Press again in a moment; nothing is done twice.'
    return { what, title: 'No answer yet', text }
  }
  const { code, detail, owner } = answer.problem
  if (code === 'capacity_reached') {
    return {
      what,
      title,
      text: 'You hold as many conversations as your account allows. Return or close one, then claim this one.',
    }
  }
  if (what === 'retry' && code === 'conflict')
    return { what, title, text: 'A person has taken over since the bot said it, or it was erased. The customer got nothing.' }
  if (code === 'not_owner' || code === 'conflict') return { what, title, text: `${whoHasIt(owner, agents, me)}${safe}` }
  return { what, title, text: `${detail ?? answer.problem.title}${safe}` }
}

function whoHasIt(owner: unknown, agents: readonly Agent[], me: string): string {
  const now = isOwner(owner) ? owner : undefined
  if (now?.kind === 'bot')
    return 'It is with the bot again: the customer left the queue, or it was given back. Nothing was changed.'
  if (now?.kind === 'queue') return 'It went back to the queue. Claim it to go on.'
  if (now?.kind === 'human' && now.agentId !== me) {
    const name = agents.find((agent) => agent.agentId === now.agentId)?.name ?? 'A colleague'
    return `${name} has this conversation now. You can read along and leave a note.`
  }
  return 'It changed while you were looking. You see it as it is now; decide again.'
}

function isOwner(owner: unknown): owner is DeskRow['owner'] {
  return typeof owner === 'object' && owner !== null && 'kind' in owner
}
