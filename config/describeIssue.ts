import type { z } from 'zod'
import { closestNames } from '../core/closestNames.js'
import type { ConfigProblem } from './errors.js'
import type { JsonSchema } from './jsonSchema.js'
import { childOf, schemasAt } from './schemasAt.js'
import { unitHint } from './unitHint.js'

/** What a schema's issue is read against. */
export interface IssueContext {
  /** The file's value, before defaults. */
  readonly value: unknown
  readonly schema: JsonSchema
  lineOf(path: readonly PropertyKey[]): number
}

/** Put a schema's issue into words for the writer of the file: one problem a key, with its value, its line and what to write instead. */
export function describeIssue(issue: z.core.$ZodIssue, context: IssueContext): ConfigProblem[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => describeUnknownKey(key, issue.path, context))
  const { path } = issue
  const value = path.reduce(childOf, context.value)
  const hint = unitHint(value, path, schemasAt(context.schema, context.value, path))
  return [{ path: path.map(String).join('.'), line: context.lineOf(path), message: messageOf(issue, value), hint }]
}

function describeUnknownKey(key: string, path: readonly PropertyKey[], { value, schema, lineOf }: IssueContext): ConfigProblem {
  const known = [...new Set(schemasAt(schema, value, path).flatMap(({ properties = {} }) => Object.keys(properties)))]
  const free = known.filter((name) => childOf(path.reduce(childOf, value), name) === undefined)
  const [near] = closestNames(key, free.length > 0 ? free : known)
  return {
    path: [...path, key].map(String).join('.'),
    line: lineOf([...path, key]),
    message: 'is an unknown key',
    hint: near === undefined ? `the keys here are ${known.join(', ')}` : `did you mean ${near}?`,
  }
}

function messageOf(issue: z.core.$ZodIssue, value: unknown): string {
  const shown = show(value, issue.path.at(-1))
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined ? 'is missing' : `is ${shown}, and must be ${article(issue.expected)}`
    case 'invalid_value':
      return `is ${shown}, and must be ${issue.values.map((one) => JSON.stringify(one)).join(' or ')}`
    case 'too_small':
      return `is ${shown}, and must be ${issue.inclusive === true ? 'at least' : 'above'} ${issue.minimum}${unitOf(issue.origin)}`
    case 'too_big':
      return `is ${shown}, and must be ${issue.inclusive === true ? 'at most' : 'below'} ${issue.maximum}${unitOf(issue.origin)}`
    case 'invalid_key':
      return `has a key that ${[...new Set(issue.issues.map(({ message }) => message))].join(', ')}`
    case 'invalid_union': {
      if ('options' in issue && Array.isArray(issue.options)) return `is ${shown}, and must be ${issue.options.join(' or ')}`
      const messages = new Set(issue.errors.flat().map(({ message }) => message))
      return value === undefined ? 'is missing' : `is ${shown}: ${[...messages].join(', or ')}`
    }
    default:
      return issue.code === 'custom' && typeof value === 'object' ? issue.message : `is ${shown}, and ${issue.message}`
  }
}

// A wrong value under a key that names a variable may be the secret itself.
function show(value: unknown, key: PropertyKey | undefined): string {
  if (value === undefined) return 'missing'
  if (/Env$/.test(String(key))) return 'not a name'
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'a map'
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

function article(expected: string): string {
  const names: Record<string, string> = {
    object: 'a map of keys',
    array: 'a list',
    int: 'a whole number',
    number: 'a number',
    string: 'a text',
    boolean: 'true or false',
  }
  return names[expected] ?? expected
}

function unitOf(origin: string): string {
  return origin === 'array' ? ' long' : origin === 'string' ? ' characters long' : ''
}
