import { expect } from 'chai'
import { redactPersonal } from '../../language/redact-personal.ts'

describe('redactPersonal', () => {
  const CASES: [string, string, string[]?][] = [
    ['Write to kim.o-neil@post.example please', 'Write to … please'],
    ['Call me on +44 (0)20 7946-0018 or 07700 900123.', 'Call me on … or ….'],
    ['Where is order LH-1234567?', 'Where is order …?'],
    ['Is card 4111 1111 1111 1111 charged', 'Is card … charged'],
    ['see https://shop.example/orders/99?key=abc', 'see …'],
    ["It is Kim O'Neil, KIM again, not Kimchi", 'It is … …, … again, not Kimchi', ["Kim O'Neil"]],
    ['Kim', '…', ['Kim']],
    ['Bin ich Jürg Müller?', 'Bin ich … …?', ['Jürg Müller']],
    ['We are Al and Bo', 'We are Al and Bo', ['Al Bo']],
    ['Can I return it within 30 days, or 45? It cost 119.90', 'Can I return it within 30 days, or 45? It cost 119.90'],
  ]
  for (const [text, redacted, names] of CASES) it(text, () => expect(redactPersonal(text, names)).to.equal(redacted))
})
