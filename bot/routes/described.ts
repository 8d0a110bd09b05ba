import { z } from 'zod'
import { chatTokenAnswer, chatTokenRequest } from '../api/chat.ts'
import { otherDeskActivity, otherDeskAnswer } from '../api/other-desk.ts'
import type { RouteDescription } from './route.ts'

const json = 'application/json'
const html = 'text/html'
const chatToken = { access: 'chat', answer: { status: 200, mediaType: json } } as const
const page = { method: 'get', access: 'public', answer: { status: 200, mediaType: html } } as const
const file = (mediaType: string) => ({ method: 'get', access: 'public', answer: { status: 200, mediaType } }) as const

/** Bot Framework's own shape; what we read of it is checked where it arrives. */
const activity = z.looseObject({ type: z.string() }).describe('A Bot Framework activity')
const watermark = z.object({ watermark: z.string().optional().describe('The last set the client has; without it everything') })

/**
 * What is registered beside the routes of this folder's tables: customers, channels and pages, each with proofs of its own. Here for
 * the OpenAPI document only; test/bot/openapi.test.ts holds it to what is registered.
 */
export const describedRoutes: readonly RouteDescription[] = [
  {
    method: 'post',
    path: '/chat/token',
    summary: 'A token for a new conversation, or for the one of a token the customer still has',
    access: 'public',
    body: chatTokenRequest,
    answer: { status: 200, body: chatTokenAnswer },
  },
  { ...chatToken, method: 'post', path: '/v3/directline/tokens/generate', summary: 'Direct Line: a new token', access: 'public' },
  { ...chatToken, method: 'post', path: '/v3/directline/tokens/refresh', summary: 'Direct Line: the same token, fresh' },
  {
    ...chatToken,
    method: 'post',
    path: '/v3/directline/conversations',
    summary: 'Direct Line: begins or resumes the conversation',
  },
  {
    ...chatToken,
    method: 'get',
    path: '/v3/directline/conversations/:id',
    summary: 'Direct Line: an address for the socket, to go on after a watermark',
    query: watermark,
  },
  {
    ...chatToken,
    method: 'get',
    path: '/v3/directline/conversations/:id/activities',
    summary: 'Direct Line: what was said after a watermark',
    query: watermark,
  },
  {
    ...chatToken,
    method: 'post',
    path: '/v3/directline/conversations/:id/activities',
    summary: 'Direct Line: the customer says, taps or types something',
    body: activity,
    answer: { status: 200, body: z.object({ id: z.string() }) },
  },
  {
    ...chatToken,
    method: 'post',
    path: '/v3/directline/conversations/:id/upload',
    summary: 'Direct Line: files; refused for now',
  },
  { ...chatToken, method: 'get', path: '/v3/directline/session/getsessionid', summary: 'Direct Line: the id of the session' },
  {
    method: 'post',
    path: '/api/messages',
    summary: 'Bot Framework: activities of Teams, Slack and the rest of Azure Bot Service',
    access: 'channel',
    body: activity,
    answer: { status: 200, mediaType: json },
  },
  {
    method: 'post',
    path: '/api/other-desk',
    summary: 'What the desk that handoffs go to says of them: Bot Framework activities, signed as Standard Webhooks are',
    access: 'signed',
    body: otherDeskActivity,
    answer: { status: 200, body: otherDeskAnswer },
  },
  { ...file(json), path: '/healthz', summary: 'The process lives' },
  { ...file(json), path: '/readyz', summary: 'The node can serve; 503 when it cannot' },
  { ...file('text/plain'), path: '/metrics', summary: 'Figures for Prometheus, by token or from this machine' },
  { ...page, path: '/', summary: 'Front page' },
  { ...page, path: '/chat', summary: "A customer's page with the widget" },
  { ...page, path: '/desk', summary: "Human agents' page; what it shows needs a session" },
  { ...page, path: '/editor', summary: "Editors' page; what it shows needs a session" },
  { ...page, path: '/articles/:slug', summary: 'An article, as answers link it' },
  { ...file('text/javascript'), path: '/widget.js', summary: 'The widget, one script tag for any page' },
  { ...file('image/svg+xml'), path: '/favicon.ico', summary: 'The icon of the pages' },
  { ...file('application/octet-stream'), path: '/assets/:file', summary: 'Scripts, styles, fonts and icons of the pages' },
]
