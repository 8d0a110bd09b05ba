import { z } from 'zod'
import { ERRORS, type ErrorCode } from '../domain/errors.ts'
import { problem } from './api/problem.ts'
import type { Access, RouteDescription } from './routes/route.ts'
import { SESSION_COOKIE } from './sessions.ts'

type Json = Record<string, unknown>

/** OpenAPI 3.1 of the routes, made from the very schemas that check requests. */
export function openApiDocument(routes: readonly RouteDescription[]): Json {
  const paths: Record<string, Json> = {}
  for (const route of routes) {
    const path = openApiPath(route.path)
    paths[path] = { ...paths[path], [route.method === 'del' ? 'delete' : route.method]: operation(route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Warmline', version: '1', description: 'Support chat with human handoff. Times are milliseconds since 1970.' },
    paths,
    components: {
      schemas: { Problem: jsonSchema(problem, 'output') },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE, description: 'Set by a sign-in link' },
        token: { type: 'http', scheme: 'bearer', description: "An account's token: npm run account" },
        chat: { type: 'http', scheme: 'bearer', description: "A customer's token: POST /chat/token" },
        signed: { type: 'apiKey', in: 'header', name: 'webhook-signature', description: 'Standard Webhooks, docs/other-desk.md' },
        channel: { type: 'http', scheme: 'bearer', description: 'Signed by the Bot Framework' },
      },
    },
  }
}

/** `/api/articles/:id` → `/api/articles/{id}` */
function openApiPath(path: string): string {
  return path.replace(/:([A-Za-z]+)/g, '{$1}')
}

function operation(route: RouteDescription): Json {
  const { summary, access, body, path, method } = route
  return {
    operationId: `${method} ${path}`.replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => (next ?? '').toUpperCase()),
    summary,
    tags: [tagOf(path)],
    parameters: [...pathParameters(path), ...queryParameters(route.query)],
    ...(body === undefined ? {} : { requestBody: { required: true, content: content(body, 'input') } }),
    responses: responses(route),
    ...securityOf(access),
  }
}

function securityOf(access: Access): Json {
  switch (access) {
    case 'public':
      return { security: [] }
    case 'chat':
    case 'channel':
    case 'signed':
      return { security: [{ [access]: [] }] }
    case 'signed_in':
      return { security: [{ session: [] }, { token: [] }] }
    case 'agent':
    case 'editor':
    case 'admin':
      return { security: [{ session: [] }, { token: [] }], 'x-role': access }
  }
}

function tagOf(path: string): string {
  const [first, second] = path.split('/').filter((part) => part !== '')
  return first === 'api' && second !== undefined ? second : (first ?? 'pages')
}

function pathParameters(path: string): Json[] {
  return [...path.matchAll(/:([A-Za-z]+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
}

function queryParameters(query: z.ZodType | undefined): Json[] {
  if (!query) return []
  const { properties = {}, required = [] } = jsonSchema(query, 'input') as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema }))
}

function responses({ answer, access, query, body, path }: RouteDescription): Json {
  const { status, body: schema, mediaType } = answer
  const codes: ErrorCode[] = [
    ...(query || body ? (['invalid_request'] as const) : []),
    ...(access === 'public' ? [] : (['unauthenticated', 'forbidden'] as const)),
    ...(path.includes(':') ? (['not_found'] as const) : []),
    ...(body && (path.includes(':') || access === 'signed') ? (['conflict'] as const) : []),
  ]
  return {
    [status]: {
      description: status === 303 ? 'See Location' : 'Done',
      ...(schema ? { content: content(schema, 'output') } : mediaType ? { content: { [mediaType]: {} } } : {}),
    },
    ...Object.fromEntries(codes.map((code) => [ERRORS[code].status, problemResponse(code)])),
    default: { description: 'A problem, see docs/errors.md', content: PROBLEM_CONTENT },
  }
}

const PROBLEM_CONTENT = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }

function problemResponse(code: ErrorCode): Json {
  return { description: ERRORS[code].cause, content: PROBLEM_CONTENT }
}

function content(schema: z.ZodType, io: 'input' | 'output'): Json {
  return { 'application/json': { schema: jsonSchema(schema, io) } }
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}
