import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { type ArticleFile, readArticleFiles } from '../../knowledge/article-files.ts'
import type { ImportArticles } from '../../knowledge/import-articles.ts'
import { openStore } from '../compose.ts'
import { readConfig } from '../config.ts'
import { createLibrary } from '../library.ts'
import { type Command, CommandRefused, runAsMain } from './run-command.ts'

const options = {} as const

export const importCommand: Command<typeof options, { importArticles: ImportArticles }> = {
  usage: `npm run import -- PATH

Publishes a Markdown file with front matter, or every one below a folder, and lists of what is not answered; examples/larkhollow shows the
formats. What is published as it is changes nothing, so importing twice is importing once. Running servers answer from it with the next question.`,
  options,
  async run({ importArticles }, { positionals }, print) {
    const [path, ...more] = positionals
    if (path === undefined || more.length > 0) throw new CommandRefused('Give one file or folder: npm run import -- PATH.')
    const files = await readFiles(path)
    if (files.length === 0) throw new CommandRefused(`There is no Markdown file in ${path}.`)
    const outcome = await importArticles({ files, by: 'import' })
    for (const each of outcome.files) if ('problem' in each) print(`${each.file}: ${each.problem}`)
    print(`${outcome.published} published, ${outcome.unchanged} unchanged, ${outcome.failed} failed`)
    if (outcome.failed > 0) throw new CommandRefused(`${outcome.failed} of ${outcome.files.length} could not be imported.`)
  },
}

async function readFiles(path: string): Promise<ArticleFile[]> {
  try {
    if ((await stat(path)).isDirectory()) return await readArticleFiles(path)
    return [{ name: basename(path), source: await readFile(path, 'utf8') }]
  } catch (error) {
    throw new CommandRefused(`${path} cannot be read.`, { cause: error })
  }
}

await runAsMain(import.meta.url, importCommand, async () => {
  const store = await openStore(readConfig())
  return { deps: createLibrary({ ...store, clock: store.storeClock }), close: () => store.close() }
})
