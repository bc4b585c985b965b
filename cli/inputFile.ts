import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { InvalidInputError } from '../core/errors/invalidInputError.js'
import { PlimsollError } from '../core/errors/plimsollError.js'
import { parse } from '../core/schemas/parse.js'

/** A file that the user named cannot be read. */
export class InputFileUnreadable extends PlimsollError {
  readonly code = 'INPUT_FILE_UNREADABLE'
  readonly kind = 'usage'

  constructor(file: string, cause: unknown) {
    super({
      shortMessage: `${named(file)} cannot be read: ${(cause as NodeJS.ErrnoException).code ?? String(cause)}.`,
      metaMessages: ['Name a file that exists; use - for the standard input.'],
      cause,
    })
  }
}

/** A file that the user named does not hold what it should. */
export class InputFileInvalid extends PlimsollError {
  readonly code = 'INPUT_FILE_INVALID'
  readonly kind = 'usage'

  constructor(file: string, what: string, problems: readonly string[], cause?: unknown) {
    super({
      shortMessage: `${named(file)} is not a valid ${what}.`,
      metaMessages: [...problems, 'Correct it and try again.'],
      ...(cause === undefined ? {} : { cause }),
    })
  }
}

/**
 * Read a JSON file that the user named.
 *
 * @param file - `-` is the standard input.
 * @param what - what it should be, for the error: "Safe transaction".
 * @throws {InputFileUnreadable} {InputFileInvalid}
 */
export async function readJsonFile<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  what: string,
): Promise<z.output<Schema>> {
  const value = parseJson(await readInput(file), file, what)
  try {
    return parse(schema, value, what)
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error
    const problems = error.issues.map(({ path, message }) => (path === '(root)' ? message : `${path}: ${message}`))
    throw new InputFileInvalid(file, what, problems)
  }
}

async function readInput(file: string): Promise<string> {
  try {
    return file === '-' ? await text(process.stdin) : await readFile(file, 'utf8')
  } catch (cause) {
    throw new InputFileUnreadable(file, cause)
  }
}

function parseJson(content: string, file: string, what: string): unknown {
  const json = content.replace(/^\uFEFF/, '')
  try {
    const value: unknown = JSON.parse(json)
    const twice = repeatedKey(json)
    if (twice === null) return value
    throw new InputFileInvalid(file, what, [twice])
  } catch (cause) {
    if (cause instanceof InputFileInvalid) throw cause
    const problem =
      content.trim() === '' ? 'It is empty.' : `It is not JSON: ${cause instanceof Error ? cause.message : String(cause)}.`
    throw new InputFileInvalid(file, what, [problem], cause)
  }
}

/** JSON.parse takes the last of two values under one key, and whoever reads the file may see the first. JSON is YAML, whose parser tells. */
function repeatedKey(json: string): string | null {
  const lines = new LineCounter()
  const { errors } = parseDocument(json, { lineCounter: lines, prettyErrors: false, schema: 'json' })
  const repeated = errors.find(({ code }) => code === 'DUPLICATE_KEY')
  return repeated === undefined ? null : `A key is duplicated in one object, in line ${lines.linePos(repeated.pos[0]).line}.`
}

function named(file: string): string {
  return file === '-' ? 'The standard input' : file
}
