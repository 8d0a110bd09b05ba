/** What a model wants to be told before a text. */
export interface Prefixes {
  question: string
  passage: string
}

/** Those somebody set. */
export type GivenPrefixes = { [Name in keyof Prefixes]?: string | undefined }

const NONE: Prefixes = { question: '', passage: '' }
const SEARCHING: Prefixes = { question: 'Represent this sentence for searching relevant passages: ', passage: '' }

/** As the model cards say. Instruction-tuned relatives ('e5-mistral') are told otherwise and are not among them. */
const BY_NAME: readonly (readonly [name: RegExp, prefixes: Prefixes])[] = [
  [/\be5-(small|base|large)(?!-instruct)/i, { question: 'query: ', passage: 'passage: ' }],
  [/nomic-embed/i, { question: 'search_query: ', passage: 'search_document: ' }],
  [/mxbai-embed-large|bge-(small|base|large)-en/i, SEARCHING],
  [/embedding-?gemma/i, { question: 'task: search result | query: ', passage: 'title: none | text: ' }],
]

/** Those that are set, else those the model is known to want. */
export function prefixesOf(model: string, { question, passage }: GivenPrefixes = {}): Prefixes {
  const known = BY_NAME.find(([name]) => name.test(model))?.[1] ?? NONE
  return { question: question ?? known.question, passage: passage ?? known.passage }
}
