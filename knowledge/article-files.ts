import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'

export interface ArticleFile {
  /** Relative to the folder it was found in. */
  name: string
  source: string
}

/** The Markdown files of a folder and its subfolders by name; a README speaks about the folder and is no article. */
export async function readArticleFiles(folder: string): Promise<ArticleFile[]> {
  const found = await readdir(folder, { recursive: true })
  const names = found.filter((name) => /\.(?:md|markdown)$/i.test(name) && basename(name).toLowerCase() !== 'readme.md').sort()
  return Promise.all(names.map(async (name) => ({ name, source: await readFile(join(folder, name), 'utf8') })))
}
