import { TextSplitter } from '@langchain/textsplitters'

/** Cuts an article where our index cuts it, for whoever builds with LangChain. */
export class PassageSplitter extends TextSplitter {
  readonly #passagesOf: (markdown: string) => { heading: string; text: string }[]

  constructor(passagesOf: (markdown: string) => { heading: string; text: string }[]) {
    // Passages do not overlap; the size is theirs, not LangChain's default.
    super({ chunkSize: 600, chunkOverlap: 0 })
    this.#passagesOf = passagesOf
  }

  override async splitText(markdown: string): Promise<string[]> {
    return this.#passagesOf(markdown).map(({ heading, text }) => (heading === '' ? text : `${heading}\n${text}`))
  }
}
