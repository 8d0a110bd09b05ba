/** How to reach OpenAI or a server that speaks like it. */
export interface OpenAiAccess {
  /** Local servers need none. */
  apiKey?: string | undefined
  /** Up to and with '/v1'. Undefined is OpenAI itself. */
  baseUrl?: string | undefined
}
