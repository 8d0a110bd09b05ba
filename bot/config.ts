import { existsSync } from 'node:fs'
import { loadEnvFile } from 'node:process'
import { z } from 'zod'
import { WarmlineError } from '../domain/errors.ts'
import { isSigningSecret } from './channels/webhook/signature.ts'

const flag = z.enum(['true', 'false', '1', '0', '']).transform((value) => value === 'true' || value === '1')
const emptyIsUnset = <S extends z.ZodType>(schema: S) => z.preprocess((value) => (value === '' ? undefined : value), schema)
const url = emptyIsUnset(z.url({ protocol: /^https?$/ }).optional())
const signedUrl = emptyIsUnset(
  z
    .url({ protocol: /^https?$/ })
    .refine((address) => new URL(address).username === '' && new URL(address).password === '', 'must hold no user and password')
    .optional(),
)
const signingSecret = emptyIsUnset(
  z
    .string()
    .refine(
      isSigningSecret,
      'must be whsec_ and then base64 of 24 to 64 random bytes: echo whsec_$(openssl rand -base64 32); while it is changed the new one, a space and the old one',
    )
    .optional(),
)

/** Every setting, with what it is for. `.env.example` is held to this table by a test. */
export const SETTINGS = {
  PORT: setting(
    'Port to listen on; 0 takes any free one.',
    emptyIsUnset(z.coerce.number().int().min(0).max(65535).default(3978)),
    '3978',
  ),
  HOST: setting(
    'Address to listen on. Loopback unless told otherwise.',
    emptyIsUnset(z.string().default('127.0.0.1')),
    '127.0.0.1',
  ),
  DATA_DIR: setting(
    'Folder of the embedded database. One server at a time.',
    emptyIsUnset(z.string().default('./data')),
    './data',
  ),
  MONGODB_URI: setting(
    'A MongoDB replica set instead of the embedded database, for several nodes: mongodb://host/database.',
    emptyIsUnset(
      z
        .string()
        .regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://')
        .optional(),
    ),
    '',
  ),
  PUBLIC_URL: setting(
    'Address under which customers reach this server, for links in answers. Default: the address of the request.',
    url,
    '',
  ),
  TRUST_PROXY: setting('true when a reverse proxy sets X-Forwarded-For and X-Forwarded-Proto.', flag.default(false), 'false'),
  SHOP_NAME: setting('The name customers see.', emptyIsUnset(z.string().max(60).default('Larkhollow')), 'Larkhollow'),
  KNOWLEDGE_DIR: setting(
    'Folder of Markdown articles that an empty library is filled from at the first start.',
    emptyIsUnset(z.string().default('./examples/larkhollow/articles')),
    './examples/larkhollow/articles',
  ),
  PRIVACY_ARTICLE: setting(
    'Slug of the article that is the privacy notice.',
    emptyIsUnset(z.string().default('your-data')),
    'your-data',
  ),
  CHAT_ORIGINS: setting(
    'Origins whose pages may embed the widget, separated by commas; * allows every page.',
    emptyIsUnset(z.string().default('*')).transform((list) => list.split(',').map((origin) => origin.trim())),
    '*',
  ),
  CHATS_PER_MINUTE: setting(
    'New web chats an address may open in a minute, after a burst of as many. Requests from this machine itself are not counted.',
    emptyIsUnset(z.coerce.number().int().min(1).default(60)),
    '60',
  ),
  MESSAGES_PER_MINUTE: setting(
    'Messages a web chat customer may send in a minute, after a burst of half as many. Requests from this machine itself are not counted.',
    emptyIsUnset(z.coerce.number().int().min(2).default(120)),
    '120',
  ),
  MICROSOFT_APP_ID: setting(
    'App id of the Azure bot. Without it /api/messages refuses everybody.',
    emptyIsUnset(z.string().optional()),
    '',
  ),
  MICROSOFT_APP_PASSWORD: setting('Client secret of the Azure bot.', emptyIsUnset(z.string().optional()), ''),
  MICROSOFT_APP_TENANT_ID: setting('Tenant of a single-tenant Azure bot.', emptyIsUnset(z.string().optional()), ''),
  BOT_OPENID_METADATA: setting(
    "Where the Bot Framework's signing keys are listed.",
    emptyIsUnset(z.url().default('https://login.botframework.com/v1/.well-known/openidconfiguration')),
    'https://login.botframework.com/v1/.well-known/openidconfiguration',
  ),
  ALLOW_UNAUTHENTICATED_BOT_FRAMEWORK: setting(
    'Development only: /api/messages accepts unsigned activities from this machine, for the Bot Framework Emulator.',
    flag.default(false),
    'false',
  ),
  WEBHOOK_URL: setting(
    'Where handoffs, cases, ratings and undelivered messages are told as they happen, as signed webhooks (docs/webhooks.md). Needs WEBHOOK_SECRET.',
    signedUrl,
    '',
  ),
  WEBHOOK_SECRET: setting(
    'What webhooks are signed with: whsec_ and base64 of 24 to 64 random bytes. While it is changed, the new one, a space and the old one.',
    signingSecret,
    '',
  ),
  OTHER_DESK_URL: setting(
    'Another desk that handoffs go to instead of ours, which takes Bot Framework activities there (docs/other-desk.md). Needs OTHER_DESK_SECRET.',
    signedUrl,
    '',
  ),
  OTHER_DESK_SECRET: setting(
    'What both desks sign with: whsec_ and base64 of 24 to 64 random bytes. While it is changed, the new one, a space and the old one.',
    signingSecret,
    '',
  ),
  OPENAI_API_KEY: setting(
    'Key of OpenAI or of a server that speaks like it. With it, or with OPENAI_BASE_URL, answers are composed from the articles and checked against them.',
    emptyIsUnset(z.string().optional()),
    '',
  ),
  OPENAI_BASE_URL: setting('Address of a server that speaks like OpenAI, with its /v1. Default: OpenAI itself.', url, ''),
  OPENAI_MODEL: setting('Model that composes answers.', emptyIsUnset(z.string().default('gpt-4.1-mini')), 'gpt-4.1-mini'),
  OPENAI_ANSWERS_PER_DAY: setting(
    'Composed answers for one conversation in a day; what comes after is the articles as they stand.',
    emptyIsUnset(z.coerce.number().int().min(0).default(50)),
    '50',
  ),
  EMBEDDINGS_BASE_URL: setting(
    "Address of a server that speaks OpenAI's embeddings, with its /v1: https://api.openai.com/v1, a local server. Every article and every question goes there; unset, none does, whatever the other settings say.",
    url,
    '',
  ),
  EMBEDDINGS_MODEL: setting(
    'Model that embeds. Another one takes over once all articles are embedded by it.',
    emptyIsUnset(z.string().default('text-embedding-3-small')),
    'text-embedding-3-small',
  ),
  EMBEDDINGS_API_KEY: setting(
    'Key for EMBEDDINGS_BASE_URL; local servers need none. OPENAI_API_KEY is never sent there.',
    emptyIsUnset(z.string().optional()),
    '',
  ),
  EMBEDDINGS_QUESTION_PREFIX: setting(
    "What the model wants to read before a question, in quotation marks when it ends with a space; none for nothing. Default: what the model's name is known to want.",
    prefix(),
    '',
  ),
  EMBEDDINGS_PASSAGE_PREFIX: setting('The same before a passage of an article.', prefix(), ''),
  EMBEDDINGS_TIMEOUT_MS: setting(
    'Milliseconds a question waits for its embedding; then it is answered without.',
    emptyIsUnset(z.coerce.number().int().min(10).max(5000).default(300)),
    '300',
  ),
  RETENTION_DAYS: setting(
    'Days after which what was said in closed cases is deleted; unset keeps it.',
    emptyIsUnset(z.coerce.number().int().min(1).optional()),
    '',
  ),
  METRICS_TOKEN: setting(
    'Bearer token for /metrics. Without it only this machine may read them.',
    emptyIsUnset(z.string().min(16).optional()),
    '',
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: setting(
    'Where OpenTelemetry traces are sent, as OTLP over HTTP; without it nothing is traced.',
    url,
    '',
  ),
  LOG_LEVEL: setting(
    'error, warn, info or debug.',
    emptyIsUnset(z.enum(['error', 'warn', 'info', 'debug']).default('info')),
    'info',
  ),
} as const

type Settings = { [Name in keyof typeof SETTINGS]: z.output<(typeof SETTINGS)[Name]['schema']> }
export type Config = Readonly<Settings>

/** Reads the environment once, completely; every problem in one message. The only reader of `process.env`. */
export function readConfig(environment: Record<string, string | undefined> = environmentAndFile()): Config {
  const problems: string[] = []
  const config: Record<string, unknown> = {}
  for (const [name, { schema }] of Object.entries(SETTINGS)) {
    const parsed = (schema as z.ZodType).safeParse(environment[name])
    if (parsed.success) config[name] = parsed.data
    else problems.push(`${name}: ${parsed.error.issues.map((issue) => issue.message).join(', ')}`)
  }
  problems.push(...alone(config), ...misspelt(Object.keys(environment)))
  if (problems.length > 0) throw new WarmlineError('invalid_configuration', problems.join('\n'))
  return Object.freeze(config as Settings)
}

/** What the environment does not say, `.env` may. */
function environmentAndFile(): Record<string, string | undefined> {
  if (existsSync('.env')) loadEnvFile('.env')
  return process.env
}

/** Settings that mean nothing without each other. */
const PAIRS = [
  ['WEBHOOK_URL', 'WEBHOOK_SECRET'],
  ['OTHER_DESK_URL', 'OTHER_DESK_SECRET'],
] as const

function alone(config: Record<string, unknown>): string[] {
  return PAIRS.flatMap(([one, other]) => {
    if ((config[one] === undefined) === (config[other] === undefined)) return []
    return [config[one] === undefined ? `${one}: missing beside ${other}` : `${other}: missing beside ${one}`]
  })
}

/** A name close to one of ours but not ours is a typing error that would otherwise be ignored in silence. */
function misspelt(names: string[]): string[] {
  const ours = Object.keys(SETTINGS)
  return names.flatMap((name) => {
    if (ours.includes(name) || name.length < 6 || name !== name.toUpperCase()) return []
    const meant = ours.find((known) => known.length >= 6 && editDistance(name, known) === 1)
    return meant === undefined ? [] : [`${name}: unknown, did you mean ${meant}?`]
  })
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)))
    }
    row = next
  }
  return row[b.length] ?? 0
}

/** 'none' is nothing, which an empty value cannot say. */
function prefix() {
  return emptyIsUnset(z.string().max(200).optional()).transform((value) => (value === 'none' ? '' : value))
}

function setting<S extends z.ZodType>(about: string, schema: S, example: string) {
  return { about, schema, example }
}
