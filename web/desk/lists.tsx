import coffee from 'lucide-static/icons/coffee.svg?raw'
import inbox from 'lucide-static/icons/inbox.svg?raw'
import user from 'lucide-static/icons/user-round-check.svg?raw'
import type { JSX } from 'preact'
import { Icon } from '../shared/icon.tsx'
import { useDesk } from './context.ts'
import { ListHeader } from './list-header.tsx'
import { RowItem } from './row-item.tsx'
import type { List } from './rows.ts'

const NAMES: Record<List, string> = { waiting: 'Waiting', mine: 'Mine', all: 'All' }
const ORDER: List[] = ['waiting', 'mine', 'all']

export function Lists({ onHelp }: { onHelp: () => void }): JSX.Element {
  const desk = useDesk()
  const list = desk.list.value
  const rows = desk.visible.value

  return (
    <nav class="lists" aria-label="Conversations">
      <ListHeader onHelp={onHelp} />
      <div
        class="tabs"
        role="tablist"
        aria-label="Lists"
        onKeyDown={(event) => {
          const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
          if (step === undefined) return
          const next = ORDER[(ORDER.indexOf(list) + step + ORDER.length) % ORDER.length] ?? 'waiting'
          desk.showList(next)
          document.getElementById(`tab-${next}`)?.focus()
        }}
      >
        {ORDER.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`tab-${name}`}
            aria-selected={list === name}
            tabIndex={list === name ? 0 : -1}
            aria-controls="rows"
            class="tab"
            onClick={() => desk.showList(name)}
          >
            {NAMES[name]}
            <span class={`count ${name === 'waiting' && desk.calling.value > 0 ? 'some' : ''}`}>{desk.counts.value[name]}</span>
          </button>
        ))}
      </div>
      <div class="rows" id="rows" role="tabpanel" aria-labelledby={`tab-${list}`}>
        {rows.length === 0 ? (
          <Empty list={list} />
        ) : (
          <ul>
            {rows.map((row) => (
              <RowItem key={row.conversationId} row={row} />
            ))}
          </ul>
        )}
        {list === 'all' && desk.older.value && rows.length > 0 && (
          <button type="button" class="button quiet older" onClick={() => void desk.showOlder()}>
            Show older ones
          </button>
        )}
      </div>
      <p class={`live ${desk.live.value}`} role="status">
        {desk.live.value === 'lost' ? 'Connection lost. What you see may be old; it comes back by itself.' : ''}
      </p>
    </nav>
  )
}

function Empty({ list }: { list: List }): JSX.Element {
  const desk = useDesk()
  if (list === 'waiting') {
    return (
      <div class="empty">
        <Icon svg={coffee} size={28} />
        <h2>Nobody is waiting</h2>
        <p>
          {desk.presence.value === 'available'
            ? 'Customers who ask for a person appear here at once, the longest wait on top.'
            : 'You are away. Set yourself available, and customers who ask for a person appear here.'}
        </p>
      </div>
    )
  }
  if (list === 'mine') {
    return (
      <div class="empty">
        <Icon svg={user} size={28} />
        <h2>You hold no conversation</h2>
        <p>
          Claim one that waits, by its button or <kbd>c</kbd>, and it is yours until you return, close or transfer it.
        </p>
      </div>
    )
  }
  return (
    <div class="empty">
      <Icon svg={inbox} size={28} />
      <h2>No conversations yet</h2>
      <p>
        Every conversation appears here with its first message. Write one on the <a href="/chat">customer’s page</a>.
      </p>
    </div>
  )
}
