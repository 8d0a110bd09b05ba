import ban from 'lucide-static/icons/ban.svg?raw'
import check from 'lucide-static/icons/circle-check.svg?raw'
import later from 'lucide-static/icons/calendar-clock.svg?raw'
import open from 'lucide-static/icons/circle-dashed.svg?raw'
import type { JSX, RefObject } from 'preact'
import { Icon } from '../shared/icon.tsx'
import { Choice, ChoiceDialog } from './choice-dialog.tsx'
import { useDesk } from './context.ts'
import type { Disposition } from './desk.ts'

const CHOICES: { disposition: Disposition; icon: string; title: string; hint: string }[] = [
  { disposition: 'solved', icon: check, title: 'Solved', hint: 'They have what they came for' },
  { disposition: 'unsolved', icon: open, title: 'Not solved', hint: 'We could not help, or not in full' },
  { disposition: 'follow_up', icon: later, title: 'Follow-up', hint: 'Somebody still has to do something' },
  { disposition: 'spam', icon: ban, title: 'Spam', hint: 'Not a customer' },
]

/** Closing asks one thing: what came of it. */
export function CloseDialog({ dialog, name }: { dialog: RefObject<HTMLDialogElement | null>; name: string }): JSX.Element {
  const desk = useDesk()
  return (
    <ChoiceDialog
      dialog={dialog}
      title="Close the matter as"
      text={`The bot asks ${name} how it was and answers whatever comes next. The conversation stays in All.`}
    >
      {CHOICES.map(({ disposition, icon, title, hint }) => (
        <Choice
          key={disposition}
          icon={<Icon svg={icon} />}
          title={title}
          hint={hint}
          onPress={() => {
            dialog.current?.close()
            void desk.close(disposition)
          }}
        />
      ))}
    </ChoiceDialog>
  )
}
