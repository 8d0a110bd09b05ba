import { batch, computed, signal, type ReadonlySignal } from '@preact/signals'
import type { ArticleDetail, ArticleItem } from '../../bot/api/articles.ts'
import type { SessionAnswer } from '../../bot/api/session.ts'
import { isUncertain, request, type Answer } from '../shared/request.ts'
import { countChanges, EMPTY, fieldsOf, missing, trimmed, type Fields } from './fields.ts'
import { createLocalDrafts } from './local-drafts.ts'

export type Revision = ArticleDetail['newest']
/** What the list shows: topics that are not answered only when they are asked for. */
export type Filter = ArticleItem['state'] | 'any' | 'unanswered'

/** The article being written. A new one has no detail until it is saved the first time. */
export interface Writing {
  articleId: string
  detail: ArticleDetail | undefined
  fields: Fields
  basedOn: number
}

export interface Trouble {
  title: string
  text: string
}

/** What pressing the one primary button does now. */
export type Publishing = { kind: 'nothing' | 'incomplete'; label: string } | { kind: 'ready'; label: string }

export interface Editor {
  who: SessionAnswer
  items: ReadonlySignal<readonly ArticleItem[] | undefined>
  found: ReadonlySignal<readonly ArticleItem[]>
  sections: ReadonlySignal<string[]>
  query: ReadonlySignal<string>
  filter: ReadonlySignal<Filter>
  openId: ReadonlySignal<string | undefined>
  writing: ReadonlySignal<Writing | undefined>
  unsaved: ReadonlySignal<boolean>
  publishing: ReadonlySignal<Publishing>
  busy: ReadonlySignal<'saving' | 'publishing' | 'retiring' | undefined>
  trouble: ReadonlySignal<Trouble | undefined>
  /** What somebody else saved while this text was being written. */
  theirs: ReadonlySignal<Revision | undefined>
  /** Own text put aside for theirs. */
  aside: ReadonlySignal<Fields | undefined>
  revisions: ReadonlySignal<readonly Revision[] | undefined>
  /** An older revision shown in place of the preview. */
  shownRevision: ReadonlySignal<Revision | undefined>
  search(query: string): void
  filterBy(filter: Filter): void
  open(articleId: string | undefined): void
  change(part: Partial<Fields>): void
  /** Opens an article and adds a question to the other ways customers put it; published like any change. */
  addAlias(articleId: string, question: string): Promise<void>
  /** A new article that begins with these fields; what is being written already stays. */
  begin(fields: Partial<Fields>): Promise<void>
  save(): Promise<boolean>
  publish(): Promise<void>
  retire(): Promise<void>
  discard(): void
  readRevisions(): Promise<void>
  hideRevisions(): void
  showRevision(revision: Revision | undefined): void
  takeRevision(revision: Revision): void
  keepMine(): Promise<void>
  takeTheirs(): void
  bringBack(): void
  dismissTrouble(): void
}

export const NEW = 'new'

export function createEditor(who: SessionAnswer): Editor {
  const items = signal<readonly ArticleItem[]>()
  const query = signal('')
  const filter = signal<Filter>('any')
  const openId = signal<string>()
  const writing = signal<Writing>()
  const libraryVersion = signal(0)
  const busy = signal<'saving' | 'publishing' | 'retiring'>()
  const trouble = signal<Trouble>()
  const theirs = signal<Revision>()
  const aside = signal<Fields>()
  const revisions = signal<readonly Revision[]>()
  const shownRevision = signal<Revision>()
  const drafts = createLocalDrafts(who.accountId)
  const unsaved = computed(() => isUnsaved(writing.value))

  void readList()

  async function readList(): Promise<void> {
    const answer = await request<{ libraryVersion: number; items: ArticleItem[] }>('GET', '/api/articles')
    if (answer.kind !== 'ok') {
      refuse('The list could not be read', answer)
      return
    }
    batch(() => {
      items.value = answer.body.items
      libraryVersion.value = answer.body.libraryVersion
    })
  }

  async function readDetail(articleId: string): Promise<ArticleDetail | undefined> {
    const answer = await request<ArticleDetail>('GET', `/api/articles/${encodeURIComponent(articleId)}`)
    if (answer.kind !== 'ok') {
      refuse('The article could not be read', answer)
      return undefined
    }
    libraryVersion.value = answer.body.libraryVersion
    return answer.body
  }

  function refuse(title: string, answer: Exclude<Answer<unknown>, { kind: 'ok' }>): void {
    trouble.value = { title: isUncertain(answer) ? `${title} yet` : title, text: textOf(answer) }
  }

  async function open(articleId: string | undefined): Promise<void> {
    if (articleId === openId.value) return
    batch(() => {
      openId.value = articleId
      writing.value = undefined
      trouble.value = undefined
      theirs.value = undefined
      aside.value = undefined
      revisions.value = undefined
      shownRevision.value = undefined
    })
    if (articleId === undefined) return
    const local = drafts.read(articleId)
    if (articleId === NEW) {
      writing.value = { articleId, detail: undefined, fields: local?.fields ?? EMPTY, basedOn: 0 }
      return
    }
    const detail = await readDetail(articleId)
    if (detail === undefined || openId.value !== articleId) return
    writing.value = {
      articleId,
      detail,
      fields: local?.fields ?? fieldsOf(detail.newest),
      basedOn: local?.basedOn ?? detail.newest.revision,
    }
    if (local !== undefined && local.basedOn !== detail.newest.revision) theirs.value = detail.newest
  }

  function write(next: Writing): void {
    writing.value = next
    drafts.write(next.articleId, isUnsaved(next) ? { fields: next.fields, basedOn: next.basedOn } : undefined)
  }

  /** Takes over what the server has now, without touching what was typed meanwhile. */
  async function settle(articleId: string, saved: Fields): Promise<void> {
    const detail = await readDetail(articleId)
    const now = writing.value
    if (detail === undefined || now === undefined || (now.articleId !== articleId && now.articleId !== NEW)) return
    const typedOn = countChanges(saved, now.fields) > 0
    if (now.articleId === NEW) drafts.write(NEW, undefined)
    openId.value = articleId
    write({ articleId, detail, fields: typedOn ? now.fields : fieldsOf(detail.newest), basedOn: detail.newest.revision })
  }

  async function put(): Promise<number | undefined> {
    const now = writing.value
    if (now === undefined) return undefined
    const fields = trimmed(now.fields)
    const answer = await (now.detail === undefined
      ? request<{ articleId: string; revision: number }>('POST', '/api/articles', fields)
      : request<{ articleId: string; revision: number }>('PUT', `/api/articles/${encodeURIComponent(now.articleId)}/draft`, {
          ...fields,
          basedOn: now.basedOn,
        }))
    if (answer.kind === 'ok') {
      await settle(answer.body.articleId, fields)
      if (revisions.value !== undefined) await readRevisions()
      return answer.body.revision
    }
    if (answer.kind === 'refused' && answer.status === 409 && now.detail !== undefined) await meetTheirs(now.articleId)
    else refuse('Not saved', answer)
    return undefined
  }

  async function meetTheirs(articleId: string): Promise<void> {
    const detail = await readDetail(articleId)
    const now = writing.value
    if (detail === undefined || now?.articleId !== articleId) return
    batch(() => {
      writing.value = { ...now, detail }
      theirs.value = detail.newest
    })
  }

  async function save(): Promise<boolean> {
    if (busy.value !== undefined || writing.value === undefined) return false
    const lacking = missing(writing.value.fields)
    if (lacking.length > 0) {
      trouble.value = {
        title: 'Not saved yet',
        text: `It still needs ${lacking.join(', ')}. What you wrote is kept in this browser.`,
      }
      return false
    }
    busy.value = 'saving'
    trouble.value = undefined
    const revision = await put()
    await readList()
    busy.value = undefined
    return revision !== undefined
  }

  async function publish(): Promise<void> {
    if (busy.value !== undefined || writing.value === undefined) return
    busy.value = 'publishing'
    trouble.value = undefined
    // As the editor last saw it; saving the draft does not move it.
    const tested = libraryVersion.value
    const revision = unsaved.value ? await put() : writing.value.detail?.newest.revision
    const articleId = writing.value.articleId
    if (revision !== undefined) {
      await change(articleId, 'publish', { revision, libraryVersion: tested }, 'Not published')
    }
    busy.value = undefined
  }

  async function retire(): Promise<void> {
    const now = writing.value
    if (busy.value !== undefined || now === undefined) return
    busy.value = 'retiring'
    trouble.value = undefined
    await change(now.articleId, 'retire', { libraryVersion: libraryVersion.value }, 'Not retired')
    busy.value = undefined
  }

  async function change(articleId: string, verb: 'publish' | 'retire', body: unknown, title: string): Promise<void> {
    const answer = await request('POST', `/api/articles/${encodeURIComponent(articleId)}/${verb}`, body)
    const conflict = answer.kind === 'refused' && answer.status === 409
    const now = writing.value
    const detail = await readDetail(articleId)
    await readList()
    if (detail !== undefined && now !== undefined && writing.value?.articleId === articleId) {
      writing.value = { ...writing.value, detail }
      if (detail.newest.revision !== now.basedOn && unsaved.value) theirs.value = detail.newest
    }
    if (conflict) {
      trouble.value = {
        title,
        text: 'The library changed a moment ago, by somebody else. Your text is saved. Look once more, then press again.',
      }
    } else if (answer.kind !== 'ok') refuse(title, answer)
  }

  async function readRevisions(): Promise<void> {
    const id = writing.value?.detail?.articleId
    if (id === undefined) return
    const answer = await request<{ items: Revision[] }>('GET', `/api/articles/${encodeURIComponent(id)}/revisions`)
    if (answer.kind === 'ok') revisions.value = answer.body.items
    else refuse('The revisions could not be read', answer)
  }

  return {
    who,
    items,
    query,
    filter,
    openId,
    writing,
    unsaved,
    busy,
    trouble,
    theirs,
    aside,
    revisions,
    shownRevision,
    found: computed(() => findIn(items.value ?? [], query.value, filter.value)),
    sections: computed(() => [...new Set((items.value ?? []).map((item) => item.section))].sort()),
    publishing: computed(() => publishingOf(writing.value)),
    search: (next) => (query.value = next),
    filterBy: (next) => (filter.value = next),
    open: (articleId) => void open(articleId),
    change(part) {
      if (writing.value !== undefined) write({ ...writing.value, fields: { ...writing.value.fields, ...part } })
    },
    async addAlias(articleId, question) {
      await open(articleId)
      const now = writing.value
      if (now?.articleId !== articleId || now.fields.aliases.includes(question)) return
      write({ ...now, fields: { ...now.fields, aliases: [...now.fields.aliases, question] } })
    },
    async begin(fields) {
      await open(NEW)
      const now = writing.value
      if (now?.articleId === NEW && now.fields.title === '') write({ ...now, fields: { ...now.fields, ...fields } })
    },
    save,
    publish,
    retire,
    discard() {
      const now = writing.value
      if (now === undefined) return
      theirs.value = undefined
      const newest = now.detail?.newest
      write({ ...now, fields: newest === undefined ? EMPTY : fieldsOf(newest), basedOn: newest?.revision ?? 0 })
    },
    readRevisions,
    hideRevisions() {
      revisions.value = undefined
      shownRevision.value = undefined
    },
    showRevision: (revision) => (shownRevision.value = revision),
    takeRevision(revision) {
      const now = writing.value
      if (now === undefined) return
      if (unsaved.value) aside.value = now.fields
      shownRevision.value = undefined
      write({ ...now, fields: fieldsOf(revision) })
    },
    async keepMine() {
      const now = writing.value
      if (now === undefined || theirs.value === undefined) return
      write({ ...now, basedOn: theirs.value.revision })
      theirs.value = undefined
      await save()
    },
    takeTheirs() {
      const now = writing.value
      if (now === undefined || theirs.value === undefined) return
      aside.value = now.fields
      write({ ...now, fields: fieldsOf(theirs.value), basedOn: theirs.value.revision })
      theirs.value = undefined
    },
    bringBack() {
      const now = writing.value
      if (now === undefined || aside.value === undefined) return
      write({ ...now, fields: aside.value })
      aside.value = undefined
    },
    dismissTrouble: () => (trouble.value = undefined),
  }
}

function isUnsaved(writing: Writing | undefined): boolean {
  if (writing === undefined) return false
  return countChanges(writing.detail === undefined ? EMPTY : writing.detail.newest, writing.fields) > 0
}

function publishingOf(writing: Writing | undefined): Publishing {
  if (writing === undefined) return { kind: 'nothing', label: 'Nothing to publish' }
  const { detail, fields } = writing
  if (missing(fields).length > 0) return { kind: 'incomplete', label: 'Publish' }
  if (detail?.state === 'retired') return { kind: 'ready', label: 'Publish again' }
  if (detail === undefined || detail.published === null) return { kind: 'ready', label: 'Publish' }
  const changes = countChanges(detail.published, fields)
  if (changes === 0) return { kind: 'nothing', label: 'Nothing to publish' }
  return { kind: 'ready', label: changes === 1 ? 'Publish 1 change' : `Publish ${changes} changes` }
}

/** Every word somewhere in title, section or address; an article that has them in its title comes first. */
function findIn(items: readonly ArticleItem[], query: string, filter: Filter): ArticleItem[] {
  const words = folded(query).split(/\s+/).filter(Boolean)
  const hits = (text: string): boolean => words.every((word) => folded(text).includes(word))
  const found = items.filter((item) => passes(item, filter) && hits(`${item.title} ${item.section} ${item.slug}`))
  return words.length === 0 ? found : [...found.filter(({ title }) => hits(title)), ...found.filter(({ title }) => !hits(title))]
}

function passes({ unanswered, state }: ArticleItem, filter: Filter): boolean {
  if (filter === 'unanswered') return unanswered
  return !unanswered && (filter === 'any' || state === filter)
}

function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

function textOf(answer: Exclude<Answer<unknown>, { kind: 'ok' }>): string {
  if (answer.kind === 'unreachable' || isUncertain(answer)) {
    return 'The server is slow or out of reach. What you wrote is kept in this browser; press again in a moment, nothing is done twice.'
  }
  if (answer.status === 401) return 'Your sign-in is over. Open a new sign-in link in another tab; what you wrote stays here.'
  return answer.problem.detail ?? answer.problem.title
}
