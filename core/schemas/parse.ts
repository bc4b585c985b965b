import type { z } from 'zod'
import { InvalidInputError } from '../errors/invalidInputError.js'

/**
 * Parse a value from outside by its schema.
 *
 * @param what - what the value is, as the reader of the error calls it: "Configuration", "Evidence 3f…".
 * @throws {InvalidInputError} when the value does not match; every problem is named by its path.
 */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.output<Schema> {
  const result = schema.safeParse(value)
  if (!result.success) throw new InvalidInputError(what, result.error)
  return result.data
}
