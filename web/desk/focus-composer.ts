/** After a claim the next thing is to write. */
export function focusComposer(): void {
  document.querySelector<HTMLElement>('.composer textarea')?.focus()
}
