import { useEffect } from 'preact/hooks'
import type { Desk } from './desk.ts'
import { focusComposer } from './focus-composer.ts'

export const SHORTCUTS: { keys: string[]; what: string }[] = [
  { keys: ['j', 'k'], what: 'Next and previous conversation' },
  { keys: ['1', '2', '3'], what: 'Waiting, Mine, All' },
  { keys: ['c'], what: 'Claim the open conversation' },
  { keys: ['r'], what: 'Write to the customer' },
  { keys: ['n'], what: 'Write a note' },
  { keys: ['b'], what: 'Return it to the bot' },
  { keys: ['e'], what: 'Close it' },
  { keys: ['t'], what: 'Transfer it' },
  { keys: ['Esc'], what: 'Leave the box; from the list, close the conversation' },
  { keys: ['?'], what: 'This list' },
]

/** One key each, while no box has the cursor and no dialog is open. Keys of buttons press the button, so they can do no more than it. */
export function useShortcuts(desk: Desk, showHelp: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (document.querySelector('dialog[open]') !== null) return
      const writing = event.target instanceof HTMLElement && event.target.matches('input, textarea, select')
      if (event.key === 'Escape' && document.querySelector(':popover-open') === null) {
        if (writing) event.target.blur()
        else desk.select(undefined)
        return
      }
      if (writing) return
      if (act(desk, event.key, showHelp)) event.preventDefault()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [desk, showHelp])
}

function act(desk: Desk, key: string, showHelp: () => void): boolean {
  switch (key) {
    case 'j':
      desk.step(1)
      return true
    case 'k':
      desk.step(-1)
      return true
    case '1':
      desk.showList('waiting')
      return true
    case '2':
      desk.showList('mine')
      return true
    case '3':
      desk.showList('all')
      return true
    case 'c':
      // By the row: the key need not wait until the transcript is there.
      void desk.claim().then((claimed) => {
        if (claimed) focusComposer()
      })
      return true
    case '?':
      showHelp()
      return true
    default: {
      const button = document.querySelector<HTMLButtonElement>(`button[data-shortcut="${CSS.escape(key)}"]`)
      button?.click()
      return button !== null
    }
  }
}
