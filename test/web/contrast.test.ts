import { readFileSync } from 'node:fs'
import { expect } from 'chai'

const css = readFileSync(new URL('../../web/tokens.css', import.meta.url), 'utf8')

/** What is written on what, somewhere on a page or in the widget. */
const PAIRS: [ink: string, paper: string][] = [
  ...['surface', 'ground', 'neutral-1', 'neutral-2', 'neutral-3', 'neutral-4'].flatMap((paper): [string, string][] => [
    ['neutral-10', paper],
    ['neutral-11', paper],
    ['neutral-12', paper],
  ]),
  ...['surface', 'ground', 'neutral-1', 'neutral-3', 'accent-soft'].map((paper): [string, string] => ['accent-text', paper]),
  ['neutral-12', 'accent-soft'],
  ['neutral-1', 'neutral-12'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ...['waiting', 'live', 'risk', 'done'].flatMap((state): [string, string][] => [
    [state, `${state}-soft`],
    [state, 'surface'],
    [state, 'ground'],
    ['neutral-10', `${state}-soft`],
    ['neutral-12', `${state}-soft`],
  ]),
]

describe('web tokens', () => {
  for (const theme of ['light', 'dark'] as const) {
    it(`are readable in the ${theme} theme: every ink on its paper has a contrast of 4.5 or more`, () => {
      const faint = PAIRS.map(([ink, paper]) => ({ ink, paper, contrast: contrast(colour(ink, theme), colour(paper, theme)) }))
      expect(faint.filter((pair) => pair.contrast < 4.5)).to.deep.equal([])
    })

    it(`show focus in the ${theme} theme: the ring has a contrast of 3 or more on every paper`, () => {
      const papers = ['surface', 'ground', 'neutral-3', 'neutral-4']
      const faint = papers.filter((paper) => contrast(colour('accent', theme), colour(paper, theme)) < 3)
      expect(faint).to.deep.equal([])
    })
  }

  it('would not pass with a faint ink', () => {
    expect(contrast(colour('neutral-8', 'light'), colour('surface', 'light'))).to.be.below(4.5)
  })
})

function colour(name: string, theme: 'light' | 'dark'): string {
  const value = new RegExp(`--${name}: ([^;]+);`).exec(css)?.[1] ?? ''
  const alias = /^var\(--(.+)\)$/.exec(value)?.[1]
  if (alias !== undefined) return colour(alias, theme)
  const [light, dark] = value.match(/#[0-9a-f]{6}/g) ?? []
  const found = theme === 'light' ? light : dark
  if (found === undefined) throw new Error(`--${name} has no colour for the ${theme} theme`)
  return found
}

/** WCAG 2: relative luminances of the lighter and the darker one. */
function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high! + 0.05) / (low! + 0.05)
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((from) => {
    const part = Number.parseInt(hex.slice(from, from + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}
