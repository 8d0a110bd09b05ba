import dots from 'lucide-static/icons/ellipsis.svg?raw'
import keyboard from 'lucide-static/icons/keyboard.svg?raw'
import leave from 'lucide-static/icons/log-out.svg?raw'
import pen from 'lucide-static/icons/pen-line.svg?raw'
import type { JSX } from 'preact'
import { Flame } from '../shared/flame.tsx'
import { Icon } from '../shared/icon.tsx'
import { signOut } from '../shared/session.ts'
import { useDesk } from './context.ts'

export function ListHeader({ onHelp }: { onHelp: () => void }): JSX.Element {
  const desk = useDesk()
  const available = desk.presence.value === 'available'
  const { who } = desk

  return (
    <header class="list-header">
      <Flame />
      <div class="me">
        <h1>Desk</h1>
        <span class="my-name">{who.name}</span>
      </div>
      <button
        type="button"
        role="switch"
        aria-checked={available}
        class="presence"
        title={available ? 'Customers see that somebody is here. Press to be away.' : 'You count as away. Press to be available.'}
        onClick={() => void desk.setPresence(available ? 'away' : 'available')}
      >
        <i aria-hidden="true" />
        {available ? 'Available' : 'Away'}
      </button>
      <button type="button" class="icon-button" aria-label="More" title="More" popovertarget="desk-menu">
        <Icon svg={dots} />
      </button>
      <div id="desk-menu" popover="auto" class="popup">
        <button type="button" class="popup-item" popovertarget="desk-menu" onClick={onHelp}>
          <Icon svg={keyboard} size={16} />
          Keyboard shortcuts <kbd>?</kbd>
        </button>
        {(who.roles.includes('editor') || who.roles.includes('admin')) && (
          <a class="popup-item" href="/editor">
            <Icon svg={pen} size={16} />
            Articles
          </a>
        )}
        <button type="button" class="popup-item" onClick={() => void signOut()}>
          <Icon svg={leave} size={16} />
          Sign out
        </button>
      </div>
    </header>
  )
}
