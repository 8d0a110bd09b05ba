import { createHmac } from 'node:crypto'
import { signed, type SignedHeaders, statusActivity } from './other-desk-server.ts'
import { WEBHOOK_SECRET } from './webhook-receiver.ts'

export const BODY = JSON.stringify(statusActivity('accepted'))
const OTHER_SECRET = `whsec_${Buffer.alloc(32, 8).toString('base64')}`
const MINUTE = 60_000

interface Forgery {
  name: string
  headers: () => SignedHeaders
  body?: string
}

/** What is brought to the other desk's door without its key; each must be answered 401, with the few words it always has. */
export const OTHER_DESK_FORGERIES: Forgery[] = [
  { name: 'no signature', headers: () => ({}) },
  { name: 'empty headers', headers: () => ({ 'webhook-id': '', 'webhook-timestamp': '', 'webhook-signature': '' }) },
  ...(['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const).map((gone) => ({
    name: `no ${gone}`,
    headers: () => without(signed(BODY), gone),
  })),
  { name: 'another key', headers: () => signed(BODY, { secret: OTHER_SECRET }) },
  { name: 'the secret’s text as the key', headers: () => by(WEBHOOK_SECRET) },
  { name: 'an empty key', headers: () => by('') },
  { name: 'a changed body', headers: () => signed(BODY), body: BODY.replace('accepted', 'completed') },
  { name: 'a longer body', headers: () => signed(BODY), body: `${BODY} ` },
  { name: 'no body', headers: () => signed(BODY), body: '' },
  { name: 'another id', headers: () => ({ ...signed(BODY), 'webhook-id': 'there_2' }) },
  {
    name: 'another second',
    headers: () => ({ ...signed(BODY), 'webhook-timestamp': String(Math.floor(Date.now() / 1000) - 7) }),
  },
  { name: 'a recording of six minutes ago', headers: () => signed(BODY, { at: new Date(Date.now() - 6 * MINUTE) }) },
  { name: 'one of six minutes ahead', headers: () => signed(BODY, { at: new Date(Date.now() + 6 * MINUTE) }) },
  { name: 'the signature of another version', headers: () => resigned((signature) => signature.replace('v1,', 'v2,')) },
  { name: 'an asymmetric signature', headers: () => resigned((signature) => signature.replace('v1,', 'v1a,')) },
  { name: 'the signature without its version', headers: () => resigned((signature) => signature.slice(3)) },
  { name: 'half a signature', headers: () => resigned((signature) => signature.slice(0, 20)) },
  { name: 'a signature in hexadecimal', headers: () => resigned(hexadecimal) },
  { name: 'a thousand signatures', headers: () => resigned(() => Array.from({ length: 200 }, () => 'v1,AAAA').join(' ')) },
  { name: 'a time that is no number', headers: () => ({ ...signed(BODY), 'webhook-timestamp': 'NaN' }) },
]

function without(headers: SignedHeaders, gone: keyof SignedHeaders): SignedHeaders {
  const { [gone]: _gone, ...rest } = headers
  return rest
}

function resigned(change: (signature: string) => string): SignedHeaders {
  const headers = signed(BODY)
  return { ...headers, 'webhook-signature': change(headers['webhook-signature']) }
}

function by(key: string): SignedHeaders {
  const headers = signed(BODY)
  const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${BODY}`
  return { ...headers, 'webhook-signature': `v1,${createHmac('sha256', key).update(content).digest('base64')}` }
}

function hexadecimal(signature: string): string {
  return `v1,${Buffer.from(signature.slice(3), 'base64').toString('hex')}`
}
