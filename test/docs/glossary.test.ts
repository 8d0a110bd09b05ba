import { expect } from 'chai'
import { z } from 'zod'
import * as words from '../../domain/words.ts'
import { read } from './files.ts'

describe('docs/glossary.md', () => {
  const glossary = read('docs/glossary.md')
  for (const [name, schema] of Object.entries(words)) {
    const values = valuesOf(schema)
    if (values.length === 0) continue
    it(`has every word of ${name}`, () => {
      expect(values.filter((value) => !glossary.includes(`\`${value}\``))).to.deep.equal([])
    })
  }
})

/** The strings an enum or the discriminator of a union may be. */
function valuesOf(schema: z.core.$ZodType): string[] {
  if (schema instanceof z.ZodEnum) return schema.options.map(String)
  if (schema instanceof z.ZodLiteral) return [...schema.values].map(String)
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(valuesOf)
  if (schema instanceof z.ZodObject) {
    const fields = Object.values(schema.shape)
    return fields.filter((field) => field instanceof z.ZodLiteral).flatMap(valuesOf)
  }
  return []
}
