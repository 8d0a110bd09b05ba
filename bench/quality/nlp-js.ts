import { dockStart } from '@nlpjs/basic'
import type { IntentLine } from './data.ts'
import type { Classify } from './intents.ts'

/** As its documentation sets it up; from the score of its own default threshold on it acts on a class. */
export async function trainNlpJs(lines: readonly IntentLine[]): Promise<Classify> {
  const dock = await dockStart({
    settings: { nlp: { languages: ['en'], autoSave: false, autoLoad: false, nlu: { log: false }, log: false } },
    use: ['Basic', 'LangEn'],
  })
  const nlp = dock.get('nlp')
  nlp.addLanguage('en')
  for (const { text, intent } of lines) nlp.addDocument('en', text, intent ?? 'None')
  await nlp.train()
  return async (text) => {
    const { intent, score, classifications } = await nlp.process('en', text)
    const best = classifications.find((each) => each.intent !== 'None')
    return { label: best?.intent ?? '', sure: intent !== 'None', probability: intent === 'None' ? 0 : score }
  }
}
