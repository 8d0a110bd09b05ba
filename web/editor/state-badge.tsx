import archive from 'lucide-static/icons/archive.svg?raw'
import check from 'lucide-static/icons/circle-check.svg?raw'
import pencil from 'lucide-static/icons/pencil.svg?raw'
import dot from 'lucide-static/icons/circle-dot.svg?raw'
import type { JSX } from 'preact'
import type { ArticleItem } from '../../bot/api/articles.ts'
import { Icon } from '../shared/icon.tsx'

type State = ArticleItem['state']

export const STATE_WORDS: Record<State, string> = {
  published: 'Published',
  changed: 'Changed',
  draft: 'Draft',
  retired: 'Retired',
}

const ICONS: Record<State, string> = { published: check, changed: dot, draft: pencil, retired: archive }

export function StateBadge({ state }: { state: State }): JSX.Element {
  return (
    <span class={`state ${state}`}>
      <Icon svg={ICONS[state]} size={13} />
      {STATE_WORDS[state]}
    </span>
  )
}
