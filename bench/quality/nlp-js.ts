import { containerBootstrap, LangEn, Nlp } from '@nlpjs/basic'
import type { IntentLine } from './data.ts'
import type { Classify } from './intents.ts'

/**
 * As its documentation sets it up, in a container of its own: `dockStart` would add each training to the one before. From the score of its
 * own default threshold on it acts on a class.
 */
export async function trainNlpJs(lines: readonly IntentLine[]): Promise<Classify> {
  const container = await containerBootstrap()
  container.use(Nlp)
  container.use(LangEn)
  const nlp = container.get('nlp')
  Object.assign(nlp.settings, { autoSave: false, autoLoad: false, log: false })
  Object.assign(nlp.nluManager.settings, { log: false })
  nlp.addLanguage('en')
  for (const { text, intent } of lines) nlp.addDocument('en', text, intent ?? 'None')
  await nlp.train()
  return async (text) => {
    const { intent, score, classifications } = await nlp.process('en', text)
    const best = classifications.find((each) => each.intent !== 'None')
    return { label: best?.intent ?? '', sure: intent !== 'None', probability: intent === 'None' ? 0 : score }
  }
}
