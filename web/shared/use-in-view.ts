import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** Keeps the chosen row of a long list on screen, also when it was chosen by key or by the address. */
export function useInView<T extends HTMLElement>(chosen: boolean): RefObject<T | null> {
  const element = useRef<T>(null)
  useEffect(() => {
    if (chosen) element.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return element
}
