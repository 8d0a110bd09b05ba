import { readFileSync } from 'node:fs'
import type { ChatOpenAICallOptions, ChatOpenAIResponseFormat } from '@langchain/openai'
import { HumanMessage, initChatModel, SystemMessage } from 'langchain'
import { z } from 'zod'
import { WarmlineError } from '../../domain/errors.ts'
import type { Composer, ComposeRequest } from '../../knowledge/ports.ts'
import type { OpenAiAccess } from './access.ts'
import { composedAnswer, readSentences } from './read-sentences.ts'

/** A prompt is never changed, it gets a new number: answers say which one they came from. */
const PROMPT_VERSION = 'compose-answer.1'
const LONGEST_ANSWER_TOKENS = 600
/** These refuse a temperature of their own. */
const FIXED_TEMPERATURE = /^(o\d|gpt-5)/

type Messages = (SystemMessage | HumanMessage)[]
/** It has no tools. */
type CallOptions = Omit<ChatOpenAICallOptions, 'tools'>
type Form = 'json_schema' | 'json_object of schema' | 'json_object' | 'text'
/** Best first. Compatible servers differ in what they take. */
const FORMS: readonly Form[] = ['json_schema', 'json_object of schema', 'json_object', 'text']

/** Composes through any server that speaks OpenAI's chat completions. Its tools are none: nothing it says has an effect but words. */
export async function createOpenAiComposer(access: OpenAiAccess & { model: string }): Promise<Composer> {
  const prompt = readFileSync(new URL(`./prompts/${PROMPT_VERSION}.md`, import.meta.url), 'utf8')
  // The provider is named, never guessed from the model: a compatible server calls its models as it likes.
  const chat = await initChatModel<Messages, CallOptions>(access.model, {
    modelProvider: 'openai',
    apiKey: access.apiKey ?? 'none',
    // Its own log repeats what it could not read.
    configuration: { baseURL: access.baseUrl, logLevel: 'off' },
    ...(FIXED_TEMPERATURE.test(access.model) ? {} : { temperature: 0 }),
    maxTokens: LONGEST_ANSWER_TOKENS,
    // The customer waits: the extractive answer is there at once, a second attempt is not.
    maxRetries: 0,
    useResponsesApi: false,
    streamUsage: false,
  })
  /** What the server is known to take. */
  let accepted: Form | undefined

  return {
    promptVersion: PROMPT_VERSION,
    async *compose(request, signal) {
      const messages = [new SystemMessage(prompt), new HumanMessage(asData(request))]
      try {
        yield* readSentences(completed(await begin(messages, signal)))
      } catch (error) {
        throw failed(error)
      }
    },
  }

  /** The first form the server does not refuse, from the one it took last time on. */
  async function begin(messages: Messages, signal: AbortSignal) {
    const forms = accepted === undefined ? FORMS : [accepted, ...FORMS.filter((form) => form !== accepted)]
    for (const [at, form] of forms.entries()) {
      try {
        const stream = await chat.stream(messages, { signal, response_format: RESPONSE_FORMATS[form] })
        const pieces = stream[Symbol.asyncIterator]()
        // LangChain sends the request when the first piece is asked for.
        const first = await pieces.next()
        // A failure of the moment must not make it a worse one for good.
        accepted ??= form
        return { first, pieces }
      } catch (error) {
        if (at === forms.length - 1 || !refusesForm(error)) throw error
      }
    }
    throw new TypeError('there is always a form to try')
  }
}

const RESPONSE_FORMATS: Record<Form, ChatOpenAIResponseFormat> = {
  json_schema: {
    type: 'json_schema',
    json_schema: { name: 'answer', strict: true, schema: schemaOf(composedAnswer) },
  },
  // As llama.cpp and others take it, who refuse OpenAI's own form.
  'json_object of schema': { type: 'json_object', schema: schemaOf(composedAnswer) } as ChatOpenAIResponseFormat,
  json_object: { type: 'json_object' },
  text: { type: 'text' },
}

function schemaOf(schema: z.ZodType): Record<string, unknown> {
  return z.toJSONSchema(schema, { target: 'draft-7', override: ({ jsonSchema }) => withoutLimits(jsonSchema) })
}

/** Strict servers refuse the bounds of a safe integer. */
function withoutLimits(schema: { minimum?: unknown; maximum?: unknown }): void {
  delete schema.minimum
  delete schema.maximum
}

/** Everything others wrote goes into one JSON document, where no quotation mark or heading of theirs can end it. */
function asData({ question, language, history, passages }: ComposeRequest): string {
  return JSON.stringify({
    question,
    language,
    history,
    passages: passages.map((passage, at) => ({ number: at + 1, ...passage })),
  })
}

interface Begun {
  first: IteratorResult<Piece>
  pieces: AsyncIterator<Piece>
}

interface Piece {
  text: string
  response_metadata: Record<string, unknown>
}

/** The words of a stream that was brought to its end; one that was cut, cut short, refused or empty throws. */
async function* completed({ first, pieces }: Begun): AsyncGenerator<string> {
  let ending: unknown
  let said = false
  for (let step = first; step.done !== true; step = await pieces.next()) {
    ending = step.value.response_metadata['finish_reason'] ?? ending
    said ||= step.value.text.trim() !== ''
    if (step.value.text !== '') yield step.value.text
  }
  if (ending !== 'stop') throw new Error(`The answer ended with ${typeof ending === 'string' ? ending : 'nothing'}.`)
  if (!said) throw new Error('The answer was refused or is empty.')
}

/** Servers say so in many ways, llama.cpp with a 500; keys, limits and lost connections are not about the form. */
function refusesForm(error: unknown): boolean {
  return [400, 404, 415, 422, 500, 501].includes(statusOf(error) ?? 0)
}

function statusOf(error: unknown): number | undefined {
  const status = (error as { status?: unknown } | null)?.status
  return typeof status === 'number' ? status : undefined
}

/** The server's own words are not handed on: they may repeat the customer's. */
function failed(error: unknown): WarmlineError {
  const status = statusOf(error)
  const reason = status === undefined ? (error instanceof Error ? error.name : 'unknown') : String(status)
  return new WarmlineError('provider_failed', `The completion endpoint failed: ${reason}.`)
}
