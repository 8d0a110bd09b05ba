import { expect } from 'chai'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { composeNode, type Node } from '../../../bot/compose.ts'
import { readConfig } from '../../../bot/config.ts'
import { createLogger } from '../../../bot/logger.ts'
import type { AnswerOutcome } from '../../../knowledge/answer.ts'
import { type FakeEmbeddings, startFakeEmbeddings } from './fake-embeddings.ts'

describe('embeddings, from the article to the answer', function () {
  this.timeout(60_000)
  let dataDir: string
  let fake: FakeEmbeddings
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'warmline-embedded-'))
    fake = await startFakeEmbeddings()
  })
  afterEach(async () => {
    await fake.close()
    rmSync(dataDir, { recursive: true })
  })

  async function withNode(settings: Record<string, string>, use: (node: Node) => Promise<void>): Promise<void> {
    const config = readConfig({ PORT: '0', DATA_DIR: dataDir, EMBEDDINGS_TIMEOUT_MS: '2000', ...settings })
    const node = await composeNode(config, createLogger('silent' as 'error'))
    await node.start()
    try {
      await use(node)
    } finally {
      await node.stop()
    }
  }

  const ask = (node: Node): Promise<AnswerOutcome> =>
    node.library.answerQuestion({ text: 'how do I wash a down jacket', language: 'en', history: [] })
  const isEmbedded = ({ candidates }: AnswerOutcome): boolean => candidates[0]?.signals['embeddedBest'] === 1

  async function embedded(node: Node): Promise<void> {
    while (!isEmbedded(await ask(node))) await new Promise((resolve) => setTimeout(resolve, 100))
  }

  it('are made in the background, kept, and not asked for again after a restart', async () => {
    const settings = { EMBEDDINGS_BASE_URL: fake.baseUrl, EMBEDDINGS_MODEL: 'e5-small' }
    await withNode(settings, embedded)
    const passages = (): number => fake.requests.filter(({ input }) => [input].flat()[0]?.startsWith('passage: ')).length
    const asked = passages()
    expect(asked).to.be.above(0)
    await withNode(settings, async (node) => {
      await embedded(node)
      expect(passages()).to.equal(asked)
    })
  })

  it('are made by the next server from where one that died had come to', async () => {
    const settings = { EMBEDDINGS_BASE_URL: fake.baseUrl }
    let left = 6
    fake.manner = () => (left-- > 0 ? { does: 'embeds' } : { does: 'hangs' })
    await withNode(settings, async (node) => {
      while (left >= 0) await new Promise((resolve) => setTimeout(resolve, 20))
      expect(isEmbedded(await ask(node))).to.equal(false)
    })
    const first = new Set(fake.requests.slice(0, 6).flatMap(({ input }) => input))
    first.delete('hello')
    fake.requests.length = 0
    fake.manner = { does: 'embeds' }
    await withNode(settings, embedded)
    const again = fake.requests.flatMap(({ input }) => input).filter((text) => first.has(text))
    // The last batch had perhaps not been stored yet.
    expect(again.length).to.be.below(first.size / 2)
  })

  it('are never asked for by a key for other things', async () => {
    await withNode({ OPENAI_API_KEY: 'sk-composing' }, async (node) => {
      expect(isEmbedded(await ask(node))).to.equal(false)
      expect(node.library.embedding).to.equal(undefined)
    })
  })

  it('keep no start and no answer waiting when nobody is there', async () => {
    await fake.close()
    await withNode({ EMBEDDINGS_BASE_URL: fake.baseUrl }, async (node) => {
      expect((await ask(node)).kind).to.equal('answer')
    })
    fake = await startFakeEmbeddings()
  })
})
