import { WarmlineError } from '../domain/errors.ts'
import type { LibraryEntry, LibraryLog, Revision, Revisions } from './ports.ts'
import type { Shelf } from './shelf.ts'

export type CatchUp = () => Promise<number>

/** Bodies are read so many at a time. */
const AT_ONCE = 64

/**
 * Brings the shelf at least to the head the library has when it is called, so that nothing retired before is cited. What is newer in the
 * log is read first and then put on the shelf in one go: a search never sees half of it.
 */
export function createCatchUp(deps: { library: LibraryLog; revisions: Revisions; shelf: Shelf }): CatchUp {
  let running: Promise<void> | undefined
  return async () => {
    const head = await deps.library.head()
    while (deps.shelf.libraryVersion < head) {
      running ??= catchUpOnce(deps).finally(() => (running = undefined))
      await running
    }
    return deps.shelf.libraryVersion
  }
}

async function catchUpOnce({
  library,
  revisions,
  shelf,
}: {
  library: LibraryLog
  revisions: Revisions
  shelf: Shelf
}): Promise<void> {
  const entries = await library.read(shelf.libraryVersion)
  checkGapless(entries, shelf.libraryVersion)
  const last = new Map(entries.map((entry) => [entry.articleId, entry]))
  const bodies = await readBodies([...last.values()], revisions)
  for (const [articleId, entry] of last) {
    const body = bodies.get(articleId)
    if (entry.change === 'published' && body) shelf.index.put(body)
    else shelf.index.remove(articleId)
  }
  shelf.libraryVersion = entries.at(-1)?.libraryVersion ?? shelf.libraryVersion
}

function checkGapless(entries: readonly LibraryEntry[], after: number): void {
  const broken = entries.length === 0 || entries.some((entry, at) => entry.libraryVersion !== after + 1 + at)
  if (broken) throw new WarmlineError('store_unavailable', 'The library log has a gap.', { facts: { after } })
}

async function readBodies(entries: readonly LibraryEntry[], revisions: Revisions): Promise<Map<string, Revision>> {
  const published = entries.filter((entry) => entry.change === 'published')
  const bodies = new Map<string, Revision>()
  for (let from = 0; from < published.length; from += AT_ONCE) {
    const found = await Promise.all(published.slice(from, from + AT_ONCE).map((entry) => readBody(entry, revisions)))
    for (const body of found) bodies.set(body.articleId, body)
  }
  return bodies
}

/** Bodies are written before the library names them, so one that is missing is a failing store, not an empty article. */
async function readBody(entry: LibraryEntry, revisions: Revisions): Promise<Revision> {
  const body = await revisions.get(entry.articleId, entry.revision)
  if (body) return body
  const { articleId, revision } = entry
  throw new WarmlineError('store_unavailable', 'A published revision is missing.', { facts: { articleId, revision } })
}
