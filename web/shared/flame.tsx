import flame from 'lucide-static/icons/flame.svg?raw'
import type { JSX } from 'preact'
import { Icon } from './icon.tsx'

/** Warmline's own mark. */
export function Flame(): JSX.Element {
  return (
    <span class="flame">
      <Icon svg={flame} size={18} />
    </span>
  )
}
