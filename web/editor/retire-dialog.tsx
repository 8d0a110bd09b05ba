import type { JSX, RefObject } from 'preact'
import { useEditor } from './context.ts'

export function RetireDialog({ dialog, title }: { dialog: RefObject<HTMLDialogElement | null>; title: string }): JSX.Element {
  const editor = useEditor()
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="retire-title">
      <h2 id="retire-title">Retire “{title}”?</h2>
      <p>
        The bot stops answering from it at once, and its page is gone. The text and every revision stay here; you can publish it
        again.
      </p>
      <div class="dialog-buttons">
        <button type="button" class="button" autoFocus onClick={() => dialog.current?.close()}>
          Keep it
        </button>
        <button
          type="button"
          class="button primary"
          onClick={() => {
            dialog.current?.close()
            void editor.retire()
          }}
        >
          Retire
        </button>
      </div>
    </dialog>
  )
}
