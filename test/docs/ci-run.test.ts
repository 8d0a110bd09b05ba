import { expect } from 'chai'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
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

  it('comes from a whole run: installs, guards, tests, browser, database', () => {
    const outcome = runWith({ 'npm ci': 0, 'npm run lint': 0 })
    expect(outcome.line).to.equal('21 passed, 0 failed')
    expect(outcome.status).to.equal(0)
    expect(outcome.ran).to.deep.equal([
      'npm ci',
      ...['format', 'lint', 'types', 'imports', 'unused'].map((guard) => `npm run ${guard}`),
      'npm test',
      'npm run test:browser',
      'npm run test:mongo',
      'npm run torture',
    ])
  })

  it('counts a guard that does not hold, and goes on', () => {
    const outcome = runWith({ 'npm run lint': 1 })
    expect(outcome).to.include({ line: '21 passed, 1 failed', status: 1 })
    expect(outcome.ran).to.include('npm run test:mongo')
  })

  it('stops when nothing can be installed', () => {
    expect(runWith({ 'npm ci': 1 })).to.deep.include({ line: '0 passed, 1 failed', status: 1, ran: ['npm ci'] })
  })

  /** Runs the real script beside an npm that only says what it was asked for. */
  function runWith(exits: Record<string, number>): { line: string; status: number | null; ran: string[] } {
    const home = mkdtempSync(join(folder, 'run-'))
    const bin = join(home, 'bin')
    mkdirSync(bin)
    cpSync('.ci', join(home, '.ci'), { recursive: true })
    writeFileSync(join(home, 'package.json'), '{"scripts":{"torture":"…"}}')
    symlinkSync(process.execPath, join(bin, 'node'))
    const wrong = Object.entries(exits).map(([command, exit]) => `'${command}') exit ${exit} ;;`)
    const npm = [
      '#!/usr/bin/env bash',
      `words=("\${@/--*/}"); line=$(echo npm "\${words[@]}" | tr -s ' ' | sed 's/ $//')`,
      `echo "$line" >>'${home}/ran'`,
      `case "$line" in *test*) printf '  7 passing (1s)\\n' ;; esac`,
      `case "$line" in ${wrong.join(' ')} esac`,
    ]
    writeFileSync(join(bin, 'npm'), `${npm.join('\n')}\nexit 0\n`, { mode: 0o755 })
    for (const present of ['chromium', 'python3']) writeFileSync(join(bin, present), '#!/bin/sh\n', { mode: 0o755 })
    const env = { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` }
    const { stdout, status } = spawnSync('bash', [join(home, '.ci/run')], { encoding: 'utf8', env })
    return {
      line: stdout.trim().split('\n').at(-1) ?? '',
      status,
      ran: readFileSync(join(home, 'ran'), 'utf8').trim().split('\n'),
    }
  }
})
