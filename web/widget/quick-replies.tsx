import angry from 'lucide-static/icons/angry.svg?raw'
import frown from 'lucide-static/icons/frown.svg?raw'
import laugh from 'lucide-static/icons/laugh.svg?raw'
import meh from 'lucide-static/icons/meh.svg?raw'
import smile from 'lucide-static/icons/smile.svg?raw'
import type { JSX } from 'preact'
import { Icon } from '../shared/icon.tsx'
import { useChat } from './context.ts'
import { actionOf, type Chip } from './timeline.ts'

const FACES = [angry, frown, meh, smile, laugh]

/** Chips under the newest words, and the five faces of a rating in a row of their own. */
export function QuickReplies(): JSX.Element {
  const { conversation, words } = useChat()
  const chips = conversation.chips.value
  const rating = chips.filter((chip) => actionOf(chip)?.warmline === 'rate')
  const others = chips.filter((chip) => !rating.includes(chip))

  function press(chip: Chip): void {
    if (typeof chip.value === 'object' && chip.value !== null) conversation.say(chip.title, chip.value)
    else conversation.say(typeof chip.value === 'string' && chip.value !== '' ? chip.value : chip.title)
  }

  return (
    <>
      {rating.length > 0 && (
        <div class="faces" role="group" aria-label={words.rate}>
          {rating.map((chip, index) => {
            const score = actionOf(chip)?.score ?? index + 1
            return (
              <button key={score} type="button" class={`face score-${score}`} onClick={() => press(chip)}>
                <Icon svg={FACES[score - 1] ?? meh} size={26} />
                <span class="face-score">{score}</span>
                <span class="unseen">{words.scores[score - 1]}</span>
              </button>
            )
          })}
          <span class="face-end">{words.scores[0]}</span>
          <span class="face-end">{words.scores[4]}</span>
        </div>
      )}
      {others.length > 0 && (
        <div class="chips" role="group" aria-label={words.suggestions}>
          {others.map((chip) => (
            <button key={chip.title} type="button" class="chip" onClick={() => press(chip)}>
              {chip.title}
            </button>
          ))}
        </div>
      )}
    </>
  )
}
