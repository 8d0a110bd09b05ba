import { readFileSync } from 'node:fs'

export interface Written {
  language: string
  label: string
  text: string
}

/** Utterances written for this project: a heading '[en calm]' names language and label of the lines below it. */
export function writtenUtterances(file: string): Written[] {
  const written: Written[] = []
  let [language, label] = ['', '']
  for (const line of readFileSync(new URL(file, import.meta.url), 'utf8').split('\n')) {
    const heading = /^\[(\w+) (\w+)\]$/.exec(line)
    if (heading) [, language = '', label = ''] = heading
    else if (line !== '' && !line.startsWith('#')) written.push({ language, label, text: line })
  }
  return written
}
