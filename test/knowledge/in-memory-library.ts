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
  readonly all: Revision[] = []

  async put(revision: Revision): Promise<'ok' | 'conflict'> {
    if (await this.get(revision.articleId, revision.revision)) return 'conflict'
    this.all.push(revision)
    return 'ok'
  }

  async get(articleId: string, revision: number): Promise<Revision | undefined> {
    return this.all.find((each) => each.articleId === articleId && each.revision === revision)
  }

  async newest(): Promise<Revision[]> {
    const newest = new Map<string, Revision>()
    for (const each of this.all) if ((newest.get(each.articleId)?.revision ?? 0) < each.revision) newest.set(each.articleId, each)
    return [...newest.values()]
  }

  async ofArticle(articleId: string): Promise<Revision[]> {
    return this.all.filter((each) => each.articleId === articleId)
  }
}
