/** A title as it can stand in an address: `How long do returns take?` → `how-long-do-returns-take`. Other scripts become `article`. */
export function slugOfTitle(title: string): string {
  const plain = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const words = plain.replace(/[^a-z0-9]+/g, '-').slice(0, 60)
  return words.replace(/^-+|-+$/g, '') || 'article'
}
