import type { Action } from '../../domain/words.ts'
import { say } from '../../language/catalogue.ts'

/** The words of a chip whose client sent only its value, so that desk and transcript read as a conversation does. */
export function actionText(action: Action, language: string): string {
  switch (action.warmline) {
    case 'rate':
      return String(action.score)
    case 'helped':
    case 'not_helped':
    case 'human':
    case 'cancel':
    case 'go_on':
      return say(language, `reply.${action.warmline}`)
  }
}
