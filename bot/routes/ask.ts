import { askAnswer, askRequest } from '../api/articles.ts'
import { askTheLibrary, type AskTheLibraryDeps } from '../ask-the-library.ts'
import { type Route, route } from './route.ts'

export function askRoutes(deps: AskTheLibraryDeps): Route[] {
  return [
    route(
      {
        method: 'post',
        path: '/api/ask',
        summary: 'What the library answers to a question, and why',
        access: 'editor',
        body: askRequest,
        answer: { status: 200, body: askAnswer },
      },
      async ({ body }) => ({ status: 200, body: await askTheLibrary(deps, body) }),
    ),
  ]
}
