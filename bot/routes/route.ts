import type { Request, Response, Server } from 'restify'
import type { z } from 'zod'
import type { Who } from '../../people/authenticate.ts'
import type { BoundedAct } from '../bounded-acts.ts'
import { addRoute, type Answer, type Method, parseAs } from '../http.ts'
import type { Admission, Gate } from '../sessions.ts'

/** Customers' chat tokens and the channels' signatures are proofs of their own, checked where they arrive. */
export type Access = StaffAccess | 'chat' | 'channel' | 'signed'
type StaffAccess = 'public' | Admission

/** What /api/openapi.json says about a route, and what the registration enforces: who, which query and body, which answer. */
export interface RouteDescription<Q extends z.ZodType = z.ZodType, B extends z.ZodType = z.ZodType, A extends Access = Access> {
  method: Method
  path: string
  summary: string
  access: A
  query?: Q
  body?: B
  answer: { status: number; body?: z.ZodType; mediaType?: string }
}

export interface Call<Q = unknown, B = unknown> {
  /** Nobody in particular on public routes. */
  who: Who
  query: Q
  body: B
  request: Request
  response: Response
}

export interface Route extends RouteDescription<z.ZodType, z.ZodType, StaffAccess> {
  run: (call: Call) => Promise<Answer>
}

/** Joins a description and what runs; the schemas of the one type the other. */
export function route<Q extends z.ZodType = z.ZodUndefined, B extends z.ZodType = z.ZodUndefined>(
  description: RouteDescription<Q, B, StaffAccess>,
  run: (call: Call<z.infer<Q>, z.infer<B>>) => Promise<Answer>,
): Route {
  // Registration parses query and body with the very schemas of the description before it calls.
  return { ...description, run: run as Route['run'] }
}

const NOBODY: Who = { accountId: '', name: '', roles: [] }

export interface RegisterDeps {
  gate: Gate
  /** Around everything a request waits for, the look at who sent it included: nobody waits for a slow store without end. */
  bounded: BoundedAct
  report: (error: unknown, request: Request) => void
}

export function registerRoutes(server: Server, routes: readonly Route[], { gate, bounded, report }: RegisterDeps): void {
  for (const each of routes) {
    addRoute(server, each.method, each.path, (request, response) => bounded(() => run(each, gate, request, response)), report)
  }
}

async function run(route: Route, gate: Gate, request: Request, response: Response): Promise<Answer> {
  const who = route.access === 'public' ? NOBODY : await gate(request, route.access)
  const query = route.query && parseAs(route.query, queryOf(request))
  const body = route.body && parseAs(route.body, request.body)
  return route.run({ who, query, body, request, response })
}

/** A part of the path, as the route names it. */
export function pathPart(request: Request, name: string): string {
  return (request.params as Record<string, string | undefined>)[name] ?? ''
}

function queryOf(request: Request): Record<string, string> {
  return Object.fromEntries(new URL(request.url ?? '/', 'http://localhost').searchParams)
}
