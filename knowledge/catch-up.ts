import { setImmediate } from 'node:timers/promises'
import { WarmlineError } from '../domain/errors.ts'
import type { LibraryEntry, LibraryLog, Revision, Revisions } from './ports.ts'
import type { Shelf } from './shelf.ts'

export type CatchUp = () => Promise<number>

/** One at a time for a shelf, whoever asks: of two that run beside each other the slower would put back what is older. */
const underWay = new WeakMap<Shelf, Promise<void>>()

/** So many entries are read and indexed at a time; between them the node does whatever else it has to do. */
const AT_ONCE = 16

/**
 * Brings the shelf at least to the head the library has when it is called, so that nothing retired before is cited. What is newer in the
 * log is put on the shelf some entries at a time, in order, so that a large library does not stop the node: a search in between sees the
 * library at one version, without the articles that change again further on.
 */
export function createCatchUp(deps: CatchUpDeps): CatchUp {
  return async () => {
    const head = await deps.library.head()
    while (deps.shelf.libraryVersion < head) {
      const running = underWay.get(deps.shelf) ?? catchUpOnce(deps).finally(() => underWay.delete(deps.shelf))
      underWay.set(deps.shelf, running)
      await running
    }
    return deps.shelf.libraryVersion
  }
}

interface CatchUpDeps {
  library: LibraryLog
  revisions: Revisions
  shelf: Shelf
}

async function catchUpOnce({ library, revisions, shelf }: CatchUpDeps): Promise<void> {
  const entries = await library.read(shelf.libraryVersion)
  checkGapless(entries, shelf.libraryVersion)
  const newest = new Map(entries.map((entry) => [entry.articleId, entry]))
  for (let from = 0; from < entries.length; from += AT_ONCE) {
    if (from > 0) await setImmediate()
    const some = entries.slice(from, from + AT_ONCE)
    const live = some.filter((entry) => entry.change === 'published' && newest.get(entry.articleId) === entry)
    const bodies = await Promise.all(live.map((entry) => readBody(entry, revisions)))
    // From the first change to the new version nothing waits.
    for (const { articleId } of some) shelf.index.remove(articleId)
    for (const body of bodies) shelf.index.put(body)
    shelf.libraryVersion = some.at(-1)?.libraryVersion ?? shelf.libraryVersion
  }
}

function checkGapless(entries: readonly LibraryEntry[], after: number): void {
  const broken = entries.length === 0 || entries.some((entry, at) => entry.libraryVersion !== after + 1 + at)
  if (broken) throw new WarmlineError('store_unavailable', 'The library log has a gap.', { facts: { after } })
}

/** Bodies are written before the library names them, so one that is missing is a failing store, not an empty article. */
async function readBody(entry: LibraryEntry, revisions: Revisions): Promise<Revision> {
  const body = await revisions.get(entry.articleId, entry.revision)
  if (body) return body
  const { articleId, revision } = entry
  throw new WarmlineError('store_unavailable', 'A published revision is missing.', { facts: { articleId, revision } })
}
