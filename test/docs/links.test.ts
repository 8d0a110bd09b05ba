import { expect } from 'chai'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pages, read } from './files.ts'

/** Folders of somebody's machine, in pieces so that this file does not hold what it looks for. */
const MACHINE_PATHS = [
  ['/wo', 'rk/'],
  ['/ho', 'me/'],
  ['/ro', 'ot/'],
  ['../sha', 'red/'],
  ['DES', 'IGN.md'],
].map((parts) => parts.join(''))

describe('links in the documentation', () => {
  for (const page of pages()) {
    it(`${page} links only to what is there`, () => {
      expect(brokenLinks(page, read(page))).to.deep.equal([])
    })
  }

  it('no page names a folder of somebody’s machine', () => {
    const named = [...pages(), '.env.example'].filter((page) => MACHINE_PATHS.some((path) => read(page).includes(path)))
    expect(named).to.deep.equal([])
  })

  it('a broken link and a missing heading are noticed', () => {
    expect(brokenLinks('README.md', '# One\n[a](docs/nothing.md) [b](#one) [c](#two) [d](https://example.org)')).to.deep.equal([
      'docs/nothing.md',
      '#two',
    ])
  })
})

function brokenLinks(page: string, text: string): string[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '')
  const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g), ...prose.matchAll(/(?:src|href)="([^"]+)"/g)].map(
    (match) => match[1] ?? '',
  )
  return targets.filter((target) => !/^[a-z]+:/.test(target) && !resolves(page, text, target))
}

function resolves(page: string, text: string, target: string): boolean {
  const [path = '', heading] = target.split('#')
  const file = path === '' ? page : join(dirname(page), path)
  if (path !== '' && !existsSync(file)) return false
  if (heading === undefined || !file.endsWith('.md')) return true
  return anchorsOf(path === '' ? text : read(file)).includes(heading)
}

/** As GitHub makes them: lower case, words joined by hyphens, other signs dropped. */
function anchorsOf(page: string): string[] {
  const headings = [...page.matchAll(/^#{1,6} (.+)$/gm)].map((match) => match[1] ?? '')
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  )
}
