import check from 'lucide-static/icons/check.svg?raw'
import cross from 'lucide-static/icons/x.svg?raw'
import type { JSX } from 'preact'
import type { DeskMessage } from '../../bot/api/desk.ts'
import { Icon } from '../shared/icon.tsx'
import { useDesk } from './context.ts'

/** Two quiet buttons under an answer of the bot: from them it learns how sure it may be. The other one changes one's mind. */
export function Judgement({ answer }: { answer: NonNullable<DeskMessage['answer']> }): JSX.Element {
  const desk = useDesk()
  const button = (judged: 'right' | 'wrong', icon: string, label: string): JSX.Element => (
    <button
      type="button"
      class="judge"
      aria-pressed={answer.judged === judged}
      onClick={() => void desk.judge(answer.answerId, judged === 'right')}
    >
      <Icon svg={icon} size={14} />
      {label}
    </button>
  )
  return (
    <div class="judgement" role="group" aria-label="Was this the right answer?">
      {button('right', check, 'Right answer')}
      {button('wrong', cross, 'Wrong answer')}
    </div>
  )
}
