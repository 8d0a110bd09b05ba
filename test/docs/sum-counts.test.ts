import { expect } from 'chai'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

interface Run {
  prints: string
  exits: number
}

describe('the last line of .ci/run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'warmline-counts-'))
  after(() => rmSync(folder, { recursive: true }))

  function sum(...runs: Run[]): { line: string; status: number | null } {
    const files = runs.map(({ prints, exits }, index) => {
      const file = join(folder, `${index}.log`)
      writeFileSync(file, prints)
      return `${file}:${exits}`
    })
    const { stdout, status } = spawnSync('bash', ['.ci/sum-counts.sh', ...files], { encoding: 'utf8' })
    return { line: stdout.trim().split('\n').at(-1) ?? '', status }
  }

  const mocha = (...lines: string[]) => `\n  ․․․․\n\n${lines.map((line) => `  ${line}`).join('\n')}\n\n`

  it('adds up what every run counted', () => {
    const outcome = sum(
      { prints: mocha('120 passing (4s)'), exits: 0 },
      { prints: mocha('8 passing (312ms)', '3 pending'), exits: 0 },
      { prints: '\u001b[92m \u001b[0m\u001b[32m 2 passing\u001b[0m\u001b[90m (1m)\u001b[0m\n', exits: 0 },
    )
    expect(outcome).to.deep.equal({ line: '130 passed, 0 failed, 3 skipped', status: 0 })
  })

  it('fails when a test failed', () => {
    const failing = { prints: mocha('7 passing (1s)', '2 failing', '', '1) something'), exits: 2 }
    expect(sum({ prints: mocha('5 passing (1s)'), exits: 0 }, failing)).to.deep.equal({ line: '12 passed, 2 failed', status: 1 })
  })

  it('counts a run that ended badly without a failed test', () => {
    const crashed = { prints: mocha('7 passing (1s)') + 'Segmentation fault', exits: 139 }
    expect(sum(crashed, { prints: 'lint: 3 problems', exits: 1 })).to.deep.equal({ line: '7 passed, 2 failed', status: 1 })
  })

  it('fails when nothing ran', () => {
    expect(sum({ prints: 'nothing to do', exits: 0 })).to.deep.equal({ line: '0 passed, 0 failed', status: 1 })
    expect(sum()).to.deep.equal({ line: '0 passed, 0 failed', status: 1 })
  })

  it('is not misled by titles and texts that read like counts', () => {
    const spec = '  a suite\n    ✔ 9 passing in a title\n    99 failing\nwe saw 5 failing\n  1 passing (2s)\n'
    expect(sum({ prints: spec, exits: 0 })).to.deep.equal({ line: '1 passed, 0 failed', status: 0 })
  })
})
