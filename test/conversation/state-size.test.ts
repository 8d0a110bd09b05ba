import { expect } from 'chai'
import fc from 'fast-check'
import { fold } from '../../conversation/fold.ts'
import { initialState, STATE_LIMIT_BYTES } from '../../conversation/state.ts'
import type { ConversationEvent } from '../../domain/events.ts'

/** What dialogs and channels may add beside the words that are remembered: dialogs/memory.ts and parse-activity.ts hold to it. */
const LEFT_FOR_OTHERS = 9 * 1024

describe('the state of a conversation', () => {
  it('stays small whatever customers write: control characters, half surrogates, long scripts', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 2000 }),
      fc.constant('\u0001'.repeat(8000)),
      fc.constant('\ud800'.repeat(8000)),
      fc.constant('漢'.repeat(8000)),
      fc.constant('"\\'.repeat(4000)),
    )
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), (texts) => {
        const state = texts.reduce(
          (before, words, index) => fold(before, [message(words)], { version: index + 1, at: index }),
          initialState(),
        )
        expect(Buffer.byteLength(JSON.stringify(state))).to.be.below(STATE_LIMIT_BYTES - LEFT_FOR_OTHERS)
      }),
      { seed: 1 },
    )
  })
})

function message(text: string): ConversationEvent {
  return { type: 'CustomerMessage', channel: 'directline', customerKey: 'k', text }
}
