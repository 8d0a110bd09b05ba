import type { SessionAnswer } from '../../bot/api/session.ts'
import { request } from './request.ts'

export type Session = { kind: 'signed_in'; who: SessionAnswer } | { kind: 'signed_out' } | { kind: 'unreachable' }

export async function readSession(): Promise<Session> {
  const answer = await request<SessionAnswer>('GET', '/api/session')
  if (answer.kind === 'ok') return { kind: 'signed_in', who: answer.body }
  return answer.kind === 'refused' && answer.status === 401 ? { kind: 'signed_out' } : { kind: 'unreachable' }
}

export async function signOut(): Promise<void> {
  await request('POST', '/api/session/sign-out')
  location.reload()
}
