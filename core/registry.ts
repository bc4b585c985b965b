import { z } from 'zod'
import { PlimsollError } from './errors/plimsollError.js'

/** A part that stands in a registry: a target, a route, a policy, a source. */
export interface Part {
  /** Stable name in configuration and evidence. */
  readonly kind: string
}

/** Form of a part's values: an object, one of whose fields names the part. */
export type FormOf<Value> = z.ZodType<Value> & z.core.$ZodTypeDiscriminable

/** Every part of one sort, by its kind. */
export interface Registry<Of extends Part> {
  readonly all: () => readonly Of[]
  readonly find: (kind: string) => Of | undefined
  /**
   * Add a part, before the first form is read: a schema that was used does not change any more.
   *
   * @throws {PartNotAdded} when its kind is taken, or a form was read already.
   */
  readonly add: (part: Of) => void
  /**
   * Form of what the parts read or write: of each what `schemaOf` says.
   *
   * @param key - field of the value that names its part.
   */
  readonly schema: <Value>(key: string, schemaOf: (part: Of) => FormOf<Value>) => z.ZodType<Value>
}

/** A part cannot be added to its registry. */
export class PartNotAdded extends PlimsollError {
  readonly code = 'PART_NOT_ADDED'
  readonly kind = 'failed'

  constructor(part: string, why: string) {
    super({
      shortMessage: `The part "${part}" is not added: ${why}.`,
      metaMessages: ['Give each part a kind of its own, and add it where the program starts.'],
    })
  }
}

/** Make a registry of built-in parts. Others may be added before the first value of its sort is read. */
export function registry<Of extends Part>(builtIn: readonly Of[]): Registry<Of> {
  const parts = [...builtIn]
  let isRead = false
  const find = (kind: string) => parts.find((part) => part.kind === kind)
  return {
    all: () => parts,
    find,
    add: (part) => {
      if (find(part.kind) !== undefined) throw new PartNotAdded(part.kind, 'there is one of that kind')
      if (isRead) throw new PartNotAdded(part.kind, 'a value of its sort was read before')
      parts.push(part)
    },
    schema: <Value>(key: string, schemaOf: (part: Of) => FormOf<Value>) =>
      z.lazy((): z.ZodType<Value> => {
        isRead = true
        const [first, ...others] = parts.map(schemaOf)
        return first === undefined ? z.never() : z.discriminatedUnion(key, [first, ...others])
      }),
  }
}
