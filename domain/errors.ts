/**
 * Every error Warmline raises on purpose, as one table. `docs/errors.md` is held to it by a test.
 * Outcomes that a caller is expected to handle are unions, never errors.
 */
export const ERRORS = {
  invalid_request: {
    category: 'caller',
    status: 400,
    cause: 'The request does not have the documented shape.',
    todo: 'Compare the request with /api/openapi.json; `detail` names the fields.',
  },
  unauthenticated: {
    category: 'caller',
    status: 401,
    cause: 'No valid session, bearer token or channel signature came with the request.',
    todo: 'Sign in with a fresh link, or send `Authorization: Bearer <token>`.',
  },
  forbidden: {
    category: 'caller',
    status: 403,
    cause: 'The caller is known but lacks the role, or the token belongs to another conversation.',
    todo: 'Use an account with the right role: `npm run account -- add NAME --role agent|editor|admin`.',
  },
  not_found: {
    category: 'caller',
    status: 404,
    cause: 'There is nothing under this address or id.',
    todo: 'Check the id; lists show what exists.',
  },
  method_not_allowed: {
    category: 'caller',
    status: 405,
    cause: 'The address exists but not for this HTTP method.',
    todo: 'See /api/openapi.json for the methods of this address.',
  },
  conflict: {
    category: 'caller',
    status: 409,
    cause: 'Somebody else was first: the conversation, article or agent changed since you read it.',
    todo: 'Read again and decide again; nothing of yours was applied.',
  },
  not_owner: {
    category: 'caller',
    status: 409,
    cause: 'Only the one who owns the conversation may speak or act in it, and that is not the caller.',
    todo: 'Look at `owner` and `epoch` in the answer; claim the conversation if it is waiting.',
  },
  capacity_reached: {
    category: 'caller',
    status: 409,
    cause: 'The agent already holds as many conversations as the account allows.',
    todo: 'Return or close one, or raise the capacity of the account.',
  },
  too_large: {
    category: 'caller',
    status: 413,
    cause: 'The body or text is longer than accepted.',
    todo: 'Send less at once; limits are in docs/configuration.md.',
  },
  rate_limited: {
    category: 'caller',
    status: 429,
    cause: 'Too many requests from one sender.',
    todo: 'Wait as long as Retry-After says.',
  },
  invalid_configuration: {
    category: 'operator',
    status: 500,
    cause: 'The environment or .env holds a value that cannot be used.',
    todo: 'Correct every value the message names; .env.example explains each.',
  },
  data_dir_in_use: {
    category: 'operator',
    status: 500,
    cause: 'Another server already runs on this DATA_DIR.',
    todo: 'Stop it, or start this one with another DATA_DIR.',
  },
  invalid_article: {
    category: 'caller',
    status: 400,
    cause: 'An article lacks a title or text, or its front matter is not the documented YAML.',
    todo: 'Correct the field the message names; examples/larkhollow/README.md shows the format.',
  },
  newer_data: {
    category: 'operator',
    status: 503,
    cause: 'The store holds data written by a newer release of Warmline.',
    todo: 'Upgrade this node; it serves nothing until then so that nothing is damaged.',
  },
  damaged_data: {
    category: 'operator',
    status: 503,
    cause: 'The database file is damaged.',
    todo: 'Keep a copy of DATA_DIR, restore the newest backup and start again; nothing is served from damaged data.',
  },
  starting: {
    category: 'operator',
    status: 503,
    cause: 'The node reads its library and finishes what the one before left; it is not ready yet.',
    todo: 'Wait. A library of 100,000 passages takes about a minute.',
  },
  store_unavailable: {
    category: 'dependency',
    status: 503,
    cause: 'The database did not answer, or the disk is full or failing.',
    todo: 'Nothing unacknowledged was accepted. Check disk and database; the node recovers by itself.',
  },
  provider_failed: {
    category: 'dependency',
    status: 502,
    cause: 'A service outside (channel, language service, completion endpoint) failed or was too slow.',
    todo: 'Warmline retries or falls back by itself; check the service when it lasts.',
  },
  forbidden_speaker: {
    category: 'defect',
    status: 500,
    cause: 'A part of Warmline tried to append words of somebody who may not speak now.',
    todo: 'Report it with the conversation id: the append was refused, the conversation is safe.',
  },
  state_too_large: {
    category: 'defect',
    status: 500,
    cause: 'The folded state of a conversation outgrew its 16 KB.',
    todo: 'Report it with the conversation id: the append was refused.',
  },
  internal: {
    category: 'defect',
    status: 500,
    cause: 'An error nobody foresaw.',
    todo: 'Report it with the trace id of the answer and the log.',
  },
} as const satisfies Record<string, ErrorEntry>

interface ErrorEntry {
  category: 'caller' | 'operator' | 'dependency' | 'defect'
  /** The HTTP status it is answered with, where it reaches HTTP. */
  status: number
  cause: string
  /** What the reader should do about it. */
  todo: string
}

export type ErrorCode = keyof typeof ERRORS

export class WarmlineError extends Error {
  override readonly name = 'WarmlineError'
  readonly code: ErrorCode
  /** Machine-readable extras for the HTTP answer; never customer text, never a secret. */
  readonly facts: Readonly<Record<string, unknown>>

  constructor(code: ErrorCode, detail?: string, options: { cause?: unknown; facts?: Record<string, unknown> } = {}) {
    super(detail ?? ERRORS[code].cause, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.facts = options.facts ?? {}
  }

  get status(): number {
    return ERRORS[this.code].status
  }
}
