import { openApiDocument } from '../openapi-document.ts'
import { type Route, route, type RouteDescription } from './route.ts'

const description = {
  method: 'get',
  path: '/api/openapi.json',
  summary: 'This document',
  access: 'signed_in',
  answer: { status: 200, mediaType: 'application/json' },
} as const satisfies RouteDescription

/** Describes the routes given, and itself. Made once: routes do not change while we run. */
export function openApiRoutes(routes: readonly RouteDescription[]): Route[] {
  const document = openApiDocument([...routes, description])
  return [route(description, async () => ({ status: 200, body: document }))]
}
