import { z } from 'zod'

const fields = {
  title: z.string().trim().min(1).max(200),
  section: z.string().trim().min(1).max(80),
  language: z.string().trim().min(2).max(35).default('en'),
  /** Other ways customers put the question. */
  aliases: z.array(z.string().trim().min(1).max(300)).max(300).default([]),
  /** Markdown; empty exactly where `unanswered` is true. */
  body: z.string().trim().max(100_000),
  /** Customers ask this and the base has no answer: the bot says so instead of offering what is merely near. */
  unanswered: z.boolean().default(false),
}

/** Live in answers, never published yet, live with unpublished changes, or taken out. */
export const articleState = z.enum(['published', 'draft', 'changed', 'retired'])

export const articleItem = z.object({
  articleId: z.string(),
  slug: z.string(),
  title: z.string(),
  section: z.string(),
  language: z.string(),
  unanswered: z.boolean(),
  state: articleState,
  newestRevision: z.int(),
  publishedRevision: z.int().nullable(),
  updatedAt: z.number(),
})
export type ArticleItem = z.infer<typeof articleItem>

/** `GET /api/articles` */
export const articleList = z.object({ libraryVersion: z.int(), items: z.array(articleItem) })

const revision = z.object({ ...fields, revision: z.int(), at: z.number(), by: z.string() })
/** `GET /api/articles/:id` */
export const articleDetail = articleItem.extend({ libraryVersion: z.int(), newest: revision, published: revision.nullable() })
export type ArticleDetail = z.infer<typeof articleDetail>

/** `POST /api/articles` makes a draft of a new article. The slug is made from the title when none is given. */
export const createArticleRequest = z.object({
  ...fields,
  slug: z
    .string()
    .regex(/^[a-z0-9-]{1,80}$/)
    .optional(),
})
/** `PUT /api/articles/:id/draft`; 409 when `basedOn` is no longer the newest revision. */
export const draftRequest = z.object({ ...fields, basedOn: z.int() })
export const draftAnswer = z.object({ articleId: z.string(), revision: z.int() })
/** `GET /api/articles/:id/revisions`, newest first. */
export const revisionList = z.object({ items: z.array(revision) })
/** `POST /api/articles/:id/publish`, `/retire`; 409 when the library went on since `libraryVersion`. */
export const publishRequest = z.object({ revision: z.int(), libraryVersion: z.int() })
export const retireRequest = z.object({ libraryVersion: z.int() })
export const libraryAnswer = z.object({ libraryVersion: z.int() })
/** `POST /api/articles/preview`: the Markdown as the customer will see it. */
export const previewRequest = z.object({ body: z.string().max(100_000) })
export const previewAnswer = z.object({ html: z.string() })

const suggestion = z.object({
  question: z.string(),
  language: z.string(),
  /** How often it was asked, and when last. */
  count: z.int(),
  lastAt: z.number(),
  others: z.array(z.string()),
})
/**
 * `GET /api/articles/suggestions`: customers' questions without what names them. `confirmed`: an answer helped, and its article does not
 * have these words yet. `unanswered`: nothing answered.
 */
export const suggestionList = z.object({
  confirmed: z.array(suggestion.extend({ articleId: z.string(), title: z.string() })),
  unanswered: z.array(suggestion),
})
export type SuggestionList = z.infer<typeof suggestionList>

/** `POST /api/ask` */
export const askRequest = z.object({
  question: z.string().trim().min(1).max(2000),
  history: z
    .array(z.object({ from: z.enum(['customer', 'bot', 'human']), text: z.string().max(2000) }))
    .max(20)
    .default([]),
  language: z.string().max(35).optional(),
})
export const askAnswer = z.object({
  decision: z.enum(['answer', 'clarify', 'decline']),
  probability: z.number(),
  text: z.string(),
  citations: z.array(
    z.object({ articleId: z.string(), revision: z.int(), slug: z.string(), title: z.string(), passage: z.string() }),
  ),
  candidates: z.array(
    z.object({ articleId: z.string(), title: z.string(), score: z.number(), signals: z.record(z.string(), z.number()) }),
  ),
  /** The likeliest of what the base lists as not answered. */
  unanswered: z.object({ articleId: z.string(), title: z.string(), score: z.number() }).optional(),
  /** What the probability was held against. */
  judge: z
    .object({
      answerFrom: z.number(),
      clarifyFrom: z.number(),
      /** Which calibration of this installation the weights come from, and of when; left out, the shipped ones. */
      calibration: z.object({ version: z.int(), at: z.number() }).optional(),
    })
    .optional(),
  ms: z.number(),
})
