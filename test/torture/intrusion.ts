/** A try to get in that must be refused. */
export interface Intrusion {
  name: string
  status: 401 | 403 | 410
  /** The answer, or only its status where the body is none of ours to choose. */
  knock: () => Promise<Response | number>
}

const CODES = { 401: 'unauthenticated', 403: 'forbidden' }
/** What a caller may be told besides. */
const DETAILS = new Set<unknown>([undefined, 'The token has expired.', 'The request came from a page of another site.'])

/** Undefined when the door stayed shut with the few words it always has; else what was wrong. */
export async function wrongWith({ name, status, knock }: Intrusion): Promise<string | undefined> {
  const answer = await knock()
  const got = typeof answer === 'number' ? answer : answer.status
  if (got !== status) return `${name}: ${got} instead of ${status}`
  if (typeof answer === 'number') return undefined
  if (answer.headers.get('set-cookie') !== null) return `${name}: got a cookie`
  const text = await answer.text()
  if (status === 410) return undefined
  const { detail, ...rest } = JSON.parse(text) as Record<string, unknown>
  const fixed = Object.keys(rest).sort().join() === 'code,status,title,type' && DETAILS.has(detail)
  return fixed && rest['code'] === CODES[status] ? undefined : `${name}: answered ${text}`
}
