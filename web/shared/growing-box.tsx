import type { JSX, RefObject } from 'preact'
import { useLayoutEffect } from 'preact/hooks'

interface GrowingBoxProps {
  box: RefObject<HTMLTextAreaElement | null>
  value: string
  label: string
  placeholder: string
  class?: string
  maxLength?: number
  onText: (text: string) => void
  onEnter: () => void
}

/** A text box as tall as its words, up to what its style allows. Enter sends, Shift+Enter breaks; Enter that ends an input method's word does neither. */
export function GrowingBox({
  box,
  value,
  label,
  placeholder,
  maxLength,
  onText,
  onEnter,
  ...rest
}: GrowingBoxProps): JSX.Element {
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    element.style.height = '0'
    element.style.height = `${element.scrollHeight + element.offsetHeight - element.clientHeight}px`
  }, [value, box])

  return (
    <textarea
      ref={box}
      class={rest.class ?? ''}
      rows={1}
      aria-label={label}
      placeholder={placeholder}
      maxLength={maxLength ?? 8000}
      value={value}
      onInput={(event) => onText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
        event.preventDefault()
        onEnter()
      }}
    />
  )
}
