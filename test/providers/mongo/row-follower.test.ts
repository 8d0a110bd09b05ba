import { expect } from 'chai'
import { createRowFollower } from '../../../providers/mongo/row-follower.ts'
import { sampleRow } from '../../contracts/samples.ts'

describe('MongoDB row follower', () => {
  it('writes one row a conversation at a time, of those that wait only the newest, and settles all', async () => {
    const written: number[] = []
    const settled: number[] = []
    const gate = gated()
    const follower = createRowFollower({
      write: async ({ version }) => {
        written.push(version)
        await gate.open
      },
      settle: async (_, version) => void settled.push(version),
    })
    for (const version of [1, 3, 2]) follower.follow(sampleRow('c', { version }))
    expect(written).deep.equal([1])
    gate.release()
    await follower.idle()
    expect(written).deep.equal([1, 3])
    expect(settled).deep.equal([1, 3, 2])
  })

  it('does not let one conversation wait for another', async () => {
    const gate = gated()
    const written: string[] = []
    const follower = createRowFollower({
      write: async ({ conversationId }) => {
        if (conversationId === 'slow') await gate.open
        written.push(conversationId)
      },
      settle: async () => undefined,
    })
    follower.follow(sampleRow('slow'))
    follower.follow(sampleRow('fast'))
    await new Promise(setImmediate)
    expect(written).deep.equal(['fast'])
    gate.release()
    await follower.idle()
    expect(written).deep.equal(['fast', 'slow'])
  })

  it('leaves owed what could not be written, and goes on with the next', async () => {
    const settled: number[] = []
    const follower = createRowFollower({
      write: ({ version }) => (version === 1 ? Promise.reject(new Error('no')) : Promise.resolve()),
      settle: async (_, version) => void settled.push(version),
    })
    follower.follow(sampleRow('c', { version: 1 }))
    follower.follow(sampleRow('c', { version: 2 }))
    await follower.idle()
    expect(settled).deep.equal([2])
  })
})

function gated(): { open: Promise<void>; release: () => void } {
  let release: () => void = () => undefined
  const open = new Promise<void>((resolve) => (release = resolve))
  return { open, release: () => release() }
}
