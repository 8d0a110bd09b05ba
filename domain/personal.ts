import { z } from 'zod'

/**
 * Fields that hold a person's words or identity. An erasure blanks exactly these, so nothing the fold or the insights branch on may
 * be marked, and everything a customer wrote must be.
 */
const personalFields = z.registry<Record<string, never>>()

/** Marks a schema as personal: `text: personal(z.string())`. */
export function personal<S extends z.ZodType>(schema: S): S {
  personalFields.add(schema, {})
  return schema
}

/** A copy of `value` with every personal field blanked; ids, kinds, times and versions stay as they are. */
export function blankPersonal(schema: z.ZodType, value: unknown): unknown {
  if (value === undefined || value === null) return value
  if (personalFields.has(schema)) return blankOf(value)
  const inner = unwrap(schema)
  if (inner !== schema) return blankPersonal(inner, value)
  if (schema instanceof z.ZodObject) return blankObject(schema, value as Record<string, unknown>)
  if (schema instanceof z.ZodArray) return (value as unknown[]).map((item) => blankPersonal(schema.element as z.ZodType, item))
  if (schema instanceof z.ZodUnion) return blankPersonal(branchOf(schema, value), value)
  return value
}

function blankObject(schema: z.ZodObject, value: Record<string, unknown>): Record<string, unknown> {
  const shape = schema.shape as Record<string, z.ZodType>
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name, shape[name] === undefined ? field : blankPersonal(shape[name], field)]),
  )
}

function unwrap(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return schema.unwrap() as z.ZodType
  }
  return schema
}

/** Discriminated unions included: the branch that accepts the value as it is. */
function branchOf(schema: z.ZodUnion, value: unknown): z.ZodType {
  const branch = (schema.options as z.ZodType[]).find((option) => option.safeParse(value).success)
  return branch ?? z.unknown()
}

function blankOf(value: unknown): unknown {
  if (typeof value === 'string') return ''
  if (Array.isArray(value)) return []
  if (typeof value === 'object') return {}
  return typeof value === 'number' ? 0 : value
}
