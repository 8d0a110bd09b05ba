import type { LibraryEntry, LibraryLog, Revision, Revisions } from '../../knowledge/ports.ts'

/** The two ports of a library in memory, for tests that are about knowledge and not about storage. */
export class InMemoryLibrary implements LibraryLog {
  readonly entries: LibraryEntry[] = []

  async head(): Promise<number> {
    return this.entries.length
  }

  async append(entry: LibraryEntry): Promise<'ok' | 'conflict'> {
    if (entry.libraryVersion !== this.entries.length + 1) return 'conflict'
    this.entries.push(entry)
    return 'ok'
  }

  async read(after: number): Promise<LibraryEntry[]> {
    return this.entries.slice(after)
  }
}

export class InMemoryRevisions implements Revisions {
  readonly #articles = new Map<string, Revision[]>()

  get all(): Revision[] {
    return [...this.#articles.values()].flat()
  }

  async put(revision: Revision): Promise<'ok' | 'conflict'> {
    const written = this.#articles.get(revision.articleId) ?? []
    if (written.some((each) => each.revision === revision.revision)) return 'conflict'
    this.#articles.set(revision.articleId, [...written, revision])
    return 'ok'
  }

  async get(articleId: string, revision: number): Promise<Revision | undefined> {
    return this.#articles.get(articleId)?.find((each) => each.revision === revision)
  }

  async newest(): Promise<Revision[]> {
    return [...this.#articles.values()].map((written) => written.reduce((a, b) => (b.revision > a.revision ? b : a)))
  }

  async ofArticle(articleId: string): Promise<Revision[]> {
    return this.#articles.get(articleId) ?? []
  }
}
