import { shortHash } from '../domain/ids.ts'
import type { IndexedArticle } from './indexed-article.ts'
import type { EmbeddedAs } from './ports.ts'

/** A text of an article that gets a vector. */
export interface EmbeddedText {
  text: string
  as: EmbeddedAs
  /** The same for the same text, in whatever article and revision. */
  hash: string
}

export interface EmbeddedTexts {
  /** Title and aliases, which customers' questions are like. */
  names: EmbeddedText[]
  /** In the order of the article's passages. */
  passages: EmbeddedText[]
}

/** Nobody reads further; a database takes no record without end. */
const NAMES = 60
const PASSAGES = 300

/** A passage is embedded with its title: by itself it seldom says what it is about. */
export function embeddedTextsOf({ title, names, passages }: Pick<IndexedArticle, 'title' | 'names' | 'passages'>): EmbeddedTexts {
  return {
    names: names.slice(0, NAMES).map(({ text }) => embedded(text, 'question')),
    passages: passages
      .slice(0, PASSAGES)
      .map(({ heading, text }) => embedded([title, heading, text].filter((part) => part !== '').join('\n'), 'passage')),
  }
}

function embedded(text: string, as: EmbeddedAs): EmbeddedText {
  return { text, as, hash: shortHash('embedded', as, text) }
}
