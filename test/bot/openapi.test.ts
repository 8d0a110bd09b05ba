import { expect } from 'chai'
import { addBotFrameworkRoutes } from '../../bot/channels/bot-framework/routes.ts'
import { addDirectLineRoutes } from '../../bot/channels/direct-line/routes.ts'
import { addOtherDeskRoutes } from '../../bot/channels/other-desk/routes.ts'
import { addChatRoutes } from '../../bot/routes/chat.ts'
import { addHealthRoutes } from '../../bot/routes/health.ts'
import { addMetricsRoute } from '../../bot/routes/metrics.ts'
import { addPageRoutes } from '../../bot/routes/pages.ts'
import { openStaffWorld, type StaffWorld } from './staff-world.ts'

interface Operation {
  operationId: string
  summary: string
  parameters: { name: string; in: string; required: boolean }[]
  requestBody?: { content: Record<string, { schema: { properties: Record<string, unknown>; required?: string[] } }> }
  responses: Record<string, { content?: Record<string, { schema?: unknown }> }>
  security: Record<string, unknown>[]
  'x-role'?: string
}

interface Document {
  openapi: string
  paths: Record<string, Record<string, Operation>>
}

describe('the OpenAPI document', () => {
  let world: StaffWorld
  let document: Document
  before(async () => {
    world = await openStaffWorld()
    const response = await (await world.signedIn('Ana', 'agent')).get('/api/openapi.json')
    expect(response.status).to.equal(200)
    document = (await response.json()) as Document
  })
  after(() => world.close())

  it('has every route that is registered, and none that is not', () => {
    const { server } = world.http
    // Only the registration is looked at; nothing of this is called.
    const unused = {} as never
    addHealthRoutes(server, unused)
    addMetricsRoute(server, unused)
    addChatRoutes(server, unused)
    addDirectLineRoutes(server, unused)
    addBotFrameworkRoutes(server, unused)
    addOtherDeskRoutes(server, unused)
    addPageRoutes(server, unused)
    const { routes } = (server as unknown as { getDebugInfo(): { routes: { method: string; path: string }[] } }).getDebugInfo()
    const registered = routes.map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`)
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    )
    expect(described).to.have.members(registered).and.to.have.length(registered.length)
  })

  it('says for each what it is, who may call it, what it takes and what it answers', () => {
    expect(document.openapi).to.equal('3.1.0')
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods))
    expect(new Set(operations.map(({ operationId }) => operationId)).size).to.equal(operations.length)
    for (const { summary, responses, operationId } of operations) {
      expect(summary, operationId).to.match(/^\S.{5,}/)
      expect(Object.keys(responses), operationId).to.include('default').and.to.have.length.above(1)
    }
    const claim = document.paths['/api/desk/handoffs/{id}/claim']!['post']!
    expect(claim).to.deep.include({ 'x-role': 'agent', security: [{ session: [] }, { token: [] }] })
    expect(claim.parameters).to.deep.equal([{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }])
    const { schema } = claim.requestBody!.content['application/json']!
    expect(schema).to.deep.include({ required: ['epoch'] })
    expect(Object.keys(claim.responses)).to.have.members(['200', '400', '401', '403', '404', '409', 'default'])
    expect(claim.responses['409']!.content).to.have.property('application/problem+json')
  })

  it('takes as optional in a request what has a default, and promises it in an answer', () => {
    const create = document.paths['/api/articles']!['post']!.requestBody!.content['application/json']!.schema
    expect(create.required).to.deep.equal(['title', 'section', 'body'])
    const answer = document.paths['/api/articles/{id}']!['get']!.responses['200']!.content!['application/json']!.schema
    expect(answer).to.have.nested.property('properties.newest.required').that.includes('aliases')
  })
})
