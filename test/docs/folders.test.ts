import { expect } from 'chai'
import { readdirSync } from 'node:fs'
import { marked, read } from './files.ts'

describe('the folder map of the README', () => {
  it('has every folder at the top and no other', () => {
    const mapped = [...marked(read('README.md'), 'folders').matchAll(/^\| `(\w+)\/` \|/gm)].map((match) => match[1])
    expect(mapped.sort()).to.deep.equal(topFolders().sort())
  })
})

/** Folders with something in them, without what is made or installed. */
function topFolders(): string[] {
  const ignored = read('.gitignore').split('\n')
  return readdirSync('.', { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !ignored.includes(`${entry.name}/`))
    .map((entry) => entry.name)
    .filter((name) => readdirSync(name).length > 0)
}
