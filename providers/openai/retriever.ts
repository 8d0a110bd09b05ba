import { Document } from '@langchain/core/documents'
import { BaseRetriever } from '@langchain/core/retrievers'
import type { FindPassages, FoundPassage } from '../../knowledge/ports.ts'

type Metadata = Omit<FoundPassage, 'text'>

/** Our search for whoever builds with LangChain. Which articles may be found is decided inside the search, never by its caller. */
export class LibraryRetriever extends BaseRetriever<Metadata> {
  override lc_namespace = ['warmline', 'retrievers']
  readonly #deps: LibraryRetrieverDeps

  constructor(deps: LibraryRetrieverDeps) {
    super()
    this.#deps = deps
  }

  override async _getRelevantDocuments(question: string): Promise<Document<Metadata>[]> {
    const { findPassages, language, limit = 4 } = this.#deps
    const found = await findPassages({ text: question, language, limit })
    return found.map(({ text, ...metadata }) => {
      return new Document({ pageContent: text, metadata, id: `${metadata.articleId}.${metadata.revision}` })
    })
  }
}

export interface LibraryRetrieverDeps {
  findPassages: FindPassages
  /** Of the questions, BCP 47. */
  language: string
  limit?: number
}
