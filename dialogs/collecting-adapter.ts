import { type Activity, ActivityTypes, BotAdapter, type ResourceResponse, TurnContext } from 'botbuilder'
import type { BotMessage } from '../domain/events.ts'
import { botMessageOf } from './bot-words.ts'

/**
 * A Bot Framework adapter that sends nothing: it collects what the dialogs say, so that the turn's single commit can hold it. The
 * channels deliver from the log.
 */
export class CollectingAdapter extends BotAdapter {
  readonly #said: Partial<Activity>[] = []

  async run(activity: Partial<Activity>, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    await this.runMiddleware(new TurnContext(this, activity), logic)
  }

  /** What was said in the turn, in order, as events of the log. Other activities (typing, traces) are for nobody to keep. */
  botMessages(replyTo: number): BotMessage[] {
    return this.#said.filter(isMessage).map((activity) => botMessageOf(activity, replyTo))
  }

  override async sendActivities(_context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    return activities.map((activity) => ({ id: `said-${this.#said.push(activity)}` }))
  }

  override updateActivity(): Promise<undefined> {
    return Promise.reject(new Error('What was said in a turn is not changed.'))
  }

  override deleteActivity(): Promise<void> {
    return Promise.reject(new Error('What was said in a turn is not taken back.'))
  }

  override continueConversation(): Promise<void> {
    return Promise.reject(new Error('A turn begins with a customer message.'))
  }
}

function isMessage(activity: Partial<Activity>): boolean {
  return activity.type === (ActivityTypes.Message as string)
}
