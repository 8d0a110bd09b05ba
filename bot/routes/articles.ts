import { WarmlineError } from '../../domain/errors.ts'
import type { DraftArticle, DraftOutcome } from '../../knowledge/draft-article.ts'
import type { ListArticles, ListedArticle } from '../../knowledge/list-articles.ts'
import type { ArticleText } from '../../knowledge/parse-article.ts'
import type { Revision } from '../../knowledge/ports.ts'
import type { PublishArticle } from '../../knowledge/publish-article.ts'
import type { ReadArticle, ReadArticleOutcome } from '../../knowledge/read-article.ts'
import type { RetireArticle } from '../../knowledge/retire-article.ts'
import type { z } from 'zod'
import {
  type ArticleDetail,
  type ArticleItem,
  articleDetail,
  articleList,
  createArticleRequest,
  draftAnswer,
  draftRequest,
  libraryAnswer,
  previewAnswer,
  previewRequest,
  publishRequest,
  retireRequest,
  revisionList,
  suggestionList,
} from '../api/articles.ts'
import type { ReadSuggestions } from '../read-suggestions.ts'
import { renderMarkdown } from '../render-markdown.ts'
import { slugOfTitle } from '../../knowledge/slug-of-title.ts'
import { pathPart, type Route, type RouteDescription, route } from './route.ts'

export interface ArticlesDeps {
  listArticles: ListArticles
  readArticle: ReadArticle
  draftArticle: DraftArticle
  publishArticle: PublishArticle
  retireArticle: RetireArticle
  readSuggestions: ReadSuggestions
}

export function articleRoutes(deps: ArticlesDeps): Route[] {
  return [...readingRoutes(deps), ...writingRoutes(deps)]
}

function readingRoutes({ listArticles, readArticle, readSuggestions }: ArticlesDeps): Route[] {
  return [
    route(
      { ...editors('get', '/api/articles', 'Every article and where it stands'), answer: { status: 200, body: articleList } },
      async () => {
        const { libraryVersion, articles } = await listArticles()
        return { status: 200, body: { libraryVersion, items: articles.map(itemOf) } }
      },
    ),
    // Before the routes with :id, where `suggestions` would pass for one.
    route(
      {
        ...editors(
          'get',
          '/api/articles/suggestions',
          'What customers asked lately: other words for an article, and what nothing answered',
        ),
        answer: { status: 200, body: suggestionList },
      },
      async () => ({ status: 200, body: await readSuggestions() }),
    ),
    route(
      {
        ...editors('get', '/api/articles/:id', 'One article: its newest text and the one customers see'),
        answer: { status: 200, body: articleDetail },
      },
      async ({ request }) => ({ status: 200, body: detailOf(found(await readArticle({ articleId: pathPart(request, 'id') }))) }),
    ),
    route(
      {
        ...editors('get', '/api/articles/:id/revisions', 'Every text an article had, newest first'),
        answer: { status: 200, body: revisionList },
      },
      async ({ request }) => {
        const { revisions } = found(await readArticle({ articleId: pathPart(request, 'id') }))
        return { status: 200, body: { items: [...revisions].reverse().map(revisionOf) } }
      },
    ),
  ]
}

function writingRoutes(deps: ArticlesDeps): Route[] {
  return [
    route(
      {
        ...editors('post', '/api/articles', 'Makes a draft of a new article'),
        body: createArticleRequest,
        answer: { status: 201, body: draftAnswer },
      },
      async ({ who, body: { slug, ...fields } }) => {
        const drafted =
          slug === undefined
            ? await draftUnderFreeSlug(deps.draftArticle, fields, who.accountId)
            : await deps.draftArticle({ article: textOf(fields, slug), after: 0, by: who.accountId })
        if (isTaken(drafted)) throw new WarmlineError('conflict', 'An article with this slug exists.')
        return { status: 201, body: draftedOf(drafted) }
      },
    ),
    // Before the routes with :id, where `preview` would pass for one.
    route(
      {
        ...editors('post', '/api/articles/preview', 'Markdown as the customer will see it'),
        body: previewRequest,
        answer: { status: 200, body: previewAnswer },
      },
      async ({ body }) => ({ status: 200, body: { html: renderMarkdown(body.body) } }),
    ),
    route(
      {
        ...editors('put', '/api/articles/:id/draft', 'Writes the next revision; customers see it once it is published'),
        body: draftRequest,
        answer: { status: 200, body: draftAnswer },
      },
      async ({ who, body: { basedOn, ...fields }, request }) => {
        const articleId = pathPart(request, 'id')
        const { newest } = found(await deps.readArticle({ articleId }))
        const article = textOf(fields, newest.slug)
        return {
          status: 200,
          body: draftedOf(await deps.draftArticle({ articleId, after: basedOn, article, by: who.accountId })),
        }
      },
    ),
    route(
      {
        ...editors('post', '/api/articles/:id/publish', 'Makes a revision the one customers see, at once and on every node'),
        body: publishRequest,
        answer: { status: 200, body: libraryAnswer },
      },
      async ({ who, body, request }) => {
        const articleId = pathPart(request, 'id')
        const { newest } = found(await deps.readArticle({ articleId }))
        if (newest.revision !== body.revision) throw new WarmlineError('conflict', `Revision ${newest.revision} is newer.`)
        const { revision, libraryVersion: testedAt } = body
        const outcome = await deps.publishArticle({ articleId, by: who.accountId, revision, testedAt })
        if (outcome.kind === 'not_found') throw new WarmlineError('not_found')
        if (outcome.kind === 'conflict') throw libraryMovedOn(outcome.libraryVersion)
        return { status: 200, body: { libraryVersion: outcome.libraryVersion } }
      },
    ),
    route(
      {
        ...editors('post', '/api/articles/:id/retire', 'Takes an article away from customers'),
        body: retireRequest,
        answer: { status: 200, body: libraryAnswer },
      },
      async ({ who, body, request }) => {
        const articleId = pathPart(request, 'id')
        const { state, libraryVersion } = found(await deps.readArticle({ articleId }))
        if (state === 'retired') return { status: 200, body: { libraryVersion } }
        const outcome = await deps.retireArticle({ articleId, by: who.accountId, testedAt: body.libraryVersion })
        if (outcome.kind === 'conflict') throw libraryMovedOn(outcome.libraryVersion)
        if (outcome.kind === 'not_live') throw new WarmlineError('conflict', 'Customers do not see this article.')
        return { status: 200, body: { libraryVersion: outcome.libraryVersion } }
      },
    ),
  ]
}

function editors(
  method: RouteDescription['method'],
  path: string,
  summary: string,
): Pick<RouteDescription, 'method' | 'path' | 'summary'> & { access: 'editor' } {
  return { method, path, summary, access: 'editor' }
}

type Found = Extract<ReadArticleOutcome, { kind: 'found' }>

function found(outcome: ReadArticleOutcome): Found {
  if (outcome.kind === 'not_found') throw new WarmlineError('not_found')
  return outcome
}

function libraryMovedOn(libraryVersion: number): WarmlineError {
  return new WarmlineError('conflict', `The library is at version ${libraryVersion} now.`)
}

type Fields = Omit<z.infer<typeof createArticleRequest>, 'slug'>

function textOf({ unanswered, ...fields }: Fields, slug: string): ArticleText {
  return { ...fields, slug, ...(unanswered && { unanswered }) }
}

/** `returns`, then `returns-2` …: two articles may have one title. */
async function draftUnderFreeSlug(draft: DraftArticle, fields: Fields, by: string): Promise<DraftOutcome> {
  const base = slugOfTitle(fields.title)
  for (let n = 1; ; n++) {
    const outcome = await draft({ article: textOf(fields, n === 1 ? base : `${base}-${n}`), after: 0, by })
    if (!isTaken(outcome)) return outcome
  }
}

function isTaken({ kind }: DraftOutcome): boolean {
  return kind === 'slug_taken' || kind === 'conflict'
}

function draftedOf(outcome: DraftOutcome): z.infer<typeof draftAnswer> {
  switch (outcome.kind) {
    case 'drafted':
    case 'unchanged':
      return { articleId: outcome.revision.articleId, revision: outcome.revision.revision }
    case 'conflict':
      throw new WarmlineError('conflict', `Revision ${outcome.newest} is newer.`)
    case 'slug_taken':
      throw new WarmlineError('conflict', 'An article with this slug exists.')
    case 'not_found':
      throw new WarmlineError('not_found')
    case 'invalid':
      throw new WarmlineError('invalid_article', outcome.problem)
  }
}

function itemOf(article: ListedArticle): ArticleItem {
  const { articleId, slug, title, section, language, unanswered, state, newestRevision, liveRevision, at } = article
  return {
    articleId,
    slug,
    title,
    section,
    language,
    unanswered,
    state,
    newestRevision,
    publishedRevision: liveRevision ?? null,
    updatedAt: at,
  }
}

function detailOf({ newest, live, state, libraryVersion }: Found): ArticleDetail {
  const { articleId, slug, title, section, language, unanswered = false, revision, at } = newest
  return {
    ...{ articleId, slug, title, section, language, unanswered, state, libraryVersion },
    newestRevision: revision,
    publishedRevision: live?.revision ?? null,
    updatedAt: at,
    newest: revisionOf(newest),
    published: live ? revisionOf(live) : null,
  }
}

function revisionOf(revision: Revision): ArticleDetail['newest'] {
  const { title, section, language, aliases, body, unanswered = false, revision: number, at, by } = revision
  return { title, section, language, aliases, body, unanswered, revision: number, at, by }
}
