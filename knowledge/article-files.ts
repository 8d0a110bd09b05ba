import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'

export interface ArticleFile {
  /** Relative to the folder it was found in. */
  name: string
  source: string
  /** Other ways customers put it, from the file beside it. */
  aliases?: string[]
}

/** `returns.aliases.txt` beside `returns.md`: so many ways to put it that they would hide the text, one a line. */
const BESIDE = '.aliases.txt'

/** The Markdown files of a folder and its subfolders by name; a README speaks about the folder and is no article. */
export async function readArticleFiles(folder: string): Promise<ArticleFile[]> {
  const found = await readdir(folder, { recursive: true })
  const names = found.filter((name) => /\.(?:md|markdown)$/i.test(name) && basename(name).toLowerCase() !== 'readme.md').sort()
  return Promise.all(
    names.map(async (name) => {
      const beside = name.replace(/\.[^.]+$/, BESIDE)
      const aliases = found.includes(beside) ? linesOf(await readFile(join(folder, beside), 'utf8')) : []
      return { name, source: await readFile(join(folder, name), 'utf8'), aliases }
    }),
  )
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
