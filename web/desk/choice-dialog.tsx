import close from 'lucide-static/icons/x.svg?raw'
import type { ComponentChildren, JSX, RefObject } from 'preact'
import { useId } from 'preact/hooks'
import { Icon } from '../shared/icon.tsx'

interface ChoiceDialogProps {
  dialog: RefObject<HTMLDialogElement | null>
  title: string
  text: string
  children: ComponentChildren
}

/** One question, one press. Escape or a press outside leaves everything as it is. */
export function ChoiceDialog({ dialog, title, text, children }: ChoiceDialogProps): JSX.Element {
  const id = useId()
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={id}
      onClick={(event) => {
        if (event.target === event.currentTarget) event.currentTarget.close()
      }}
    >
      <div class="dialog-body">
        <header class="dialog-header">
          <h2 id={id}>{title}</h2>
          <button
            type="button"
            class="icon-button"
            aria-label="Leave everything as it is"
            onClick={() => dialog.current?.close()}
          >
            <Icon svg={close} />
          </button>
        </header>
        <p class="dialog-text">{text}</p>
        <div class="choices">{children}</div>
      </div>
    </dialog>
  )
}

interface ChoiceProps {
  icon: JSX.Element
  title: string
  hint: string
  disabled?: boolean
  onPress: () => void
}

export function Choice({ icon, title, hint, disabled = false, onPress }: ChoiceProps): JSX.Element {
  return (
    <button type="button" class="choice" disabled={disabled} onClick={onPress}>
      {icon}
      <span>
        <strong>{title}</strong>
        <span class="choice-hint">{hint}</span>
      </span>
    </button>
  )
}
