import fc from 'fast-check'
import { mutated, percentEncoded } from '../bot/mutated.ts'

export interface StrangeRequest {
  method: string
  path: string
  body: string | null
  headers: Record<string, string>
}

type Schema = Record<string, unknown>

interface Operation {
  parameters: { name: string; in: string; schema: Schema }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  security?: Record<string, unknown>[]
}

export interface ApiDocument {
  paths: Record<string, Record<string, Operation>>
}

export interface Known {
  /** Bearer token for each of the document's security schemes. */
  tokens: Record<string, string>
  /** Ids that exist, to stand in paths. */
  ids: string[]
  /** Bodies of one route that say more than its schema does. */
  bodies: Record<string, Record<string, unknown>[]>
}

/** Requests to every route of the document: of the right shape, but for something exchanged, taken away or blown up in each. */
export function describedRequests(document: ApiDocument, known: Known): fc.Arbitrary<StrangeRequest> {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => requestTo(path, method, operation, known)),
  )
  return fc.oneof({ weight: 9, arbitrary: fc.oneof(...operations) }, { weight: 1, arbitrary: anywhere })
}

function requestTo(path: string, method: string, operation: Operation, known: Known): fc.Arbitrary<StrangeRequest> {
  const scheme = Object.keys(operation.security?.[0] ?? {})[0] ?? ''
  const token = known.tokens[scheme] ?? known.tokens['session'] ?? ''
  const bodies = known.bodies[path] ?? [objectOf(operation.requestBody?.content['application/json']?.schema ?? {})]
  const body = fc.oneof(
    { weight: 5, arbitrary: fc.oneof(...bodies.map(mutated)).map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: anyText },
  )
  return fc.record({
    method: fc.constant(method.toUpperCase()),
    path: fc.tuple(filled(path, known.ids), query(operation)).map(([at, search]) => at + search),
    body: method === 'get' ? fc.constant(null) : body,
    headers: headersWith(scheme === 'channel' ? undefined : token),
  })
}

const anyText = fc.oneof(
  fc.json(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', 'null', '[]', '{', '"', '{"type":"message"}', '['.repeat(500)),
)

function filled(path: string, ids: string[]): fc.Arbitrary<string> {
  const id = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...ids) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }).map(percentEncoded) },
    { weight: 1, arbitrary: fc.constantFrom('..', '%2e%2e%2f', '%00', '%zz', ';', '__proto__', 'a'.repeat(400)) },
  )
  return id.map((value) => path.replace(/\{[^}]+\}/, value))
}

function query({ parameters }: Operation): fc.Arbitrary<string> {
  const names = parameters.filter((one) => one.in === 'query').map(({ name }) => name)
  const value = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }).map(percentEncoded),
    fc.constantFrom('0', '-1', '1e9', 'NaN', '%zz'),
  )
  const pair = fc.tuple(fc.constantFrom(...names, 'x'), value).map(([name, given]) => `${name}=${given}`)
  return fc.array(pair, { maxLength: 3 }).map((pairs) => (pairs.length === 0 ? '' : `?${pairs.join('&')}`))
}

function headersWith(token: string | undefined): fc.Arbitrary<Record<string, string>> {
  const authorization = fc.oneof(
    { weight: 8, arbitrary: fc.constant(token === undefined ? undefined : `Bearer ${token}`) },
    { weight: 1, arbitrary: fc.constantFrom('Bearer x.y.z', 'Bearer', '', 'Basic x', 'x'.repeat(4000)) },
  )
  const type = fc.oneof(
    { weight: 9, arbitrary: fc.constant('application/json') },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data',
        'application/json; charset=x',
      ),
    },
  )
  return fc
    .tuple(authorization, type)
    .map(([proof, mediaType]) => ({ 'content-type': mediaType, ...(proof === undefined ? {} : { authorization: proof }) }))
}

const anywhere: fc.Arbitrary<StrangeRequest> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'),
  path: fc
    .array(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 20 }).map(percentEncoded),
        fc.constantFrom('..', '%2e', '%zz', 'assets', 'v3', 'api'),
      ),
      {
        maxLength: 5,
      },
    )
    .map((parts) => `/${parts.join('/')}`),
  body: fc.constant(null),
  headers: fc.constant({}),
})

/** Something that a schema accepts, so that what is exchanged in it is what is wrong with it. */
function objectOf(schema: Schema): Record<string, unknown> {
  const fields = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>)
  return { text: 'text', ...Object.fromEntries(fields.map(([name, field]) => [name, exampleOf(field)])) }
}

function exampleOf(schema: Schema): unknown {
  const { type, items, anyOf, oneOf, enum: choices } = schema
  if ('const' in schema) return schema['const']
  if (Array.isArray(choices)) return choices[0] as unknown
  for (const union of [anyOf, oneOf]) if (Array.isArray(union)) return exampleOf((union[0] ?? {}) as Schema)
  if (type === 'string') return 'text'
  if (type === 'number' || type === 'integer') return 1
  if (type === 'boolean') return true
  if (type === 'array') return [exampleOf((items ?? {}) as Schema)]
  return objectOf(schema)
}
