/** What an outbox entry's id says: which event of which commit it carries, where to, and how often it was sent again by hand. */
export interface EntryPlace {
  version: number
  event: number
  /** Undefined: the customer's own channel. */
  beside: string | undefined
  again: number
}

/** `<version>-<event>` for the customer's channel, `<version>-<event>-<destination>` for another; `~n` when it is sent again. */
export function entryIdOf({ version, event, beside, again }: EntryPlace): string {
  return `${version}-${event}${beside === undefined ? '' : `-${beside}`}${again === 0 ? '' : `~${again}`}`
}

/** Undefined for what is no entry's id. */
export function entryPlaceOf(entryId: string): EntryPlace | undefined {
  const [, version, event, beside, again] = /^(\d+)-(\d+)(?:-([a-z-]+))?(?:~(\d+))?$/.exec(entryId) ?? []
  if (version === undefined || event === undefined) return undefined
  return { version: Number(version), event: Number(event), beside, again: Number(again ?? 0) }
}

/** The key of the commit that says how an entry ended, unless it was simply sent. */
export function endKeyOf(entryId: string): string {
  return `delivery:${entryId}`
}

/** The id under which an entry was first sent: the same for every time it is sent again. */
export function firstEntryIdOf(entryId: string): string {
  return entryId.replace(/~\d+$/, '')
}
