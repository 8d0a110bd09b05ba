import { expect } from 'chai'
import { read } from './files.ts'

interface Lock {
  packages: Record<string, { optionalDependencies?: Record<string, string> }>
}

describe('package-lock.json', () => {
  it('has every optional package, those of other platforms too: `npm ci` refuses a lock without them', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as Lock
    const locked = new Set(
      Object.keys(packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)),
    )
    const named = Object.values(packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
    expect([...new Set(named)].filter((name) => !locked.has(name))).to.deep.equal([])
  })
})
