import { z } from 'zod'
import { configSchema } from './configSchema.js'

/** A node of a JSON Schema, as far as it is read here. */
export interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly pattern?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly additionalProperties?: boolean | JsonSchema
  readonly items?: JsonSchema
  readonly oneOf?: readonly JsonSchema[]
  readonly anyOf?: readonly JsonSchema[]
  readonly [keyword: string]: unknown
}

/**
 * Describe the configuration file, before defaults, as JSON Schema 2020-12: what an editor completes and checks by.
 *
 * Checks that span several keys, and the checksums of addresses, are in `loadConfig` only.
 */
export function configJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(configSchema, { io: 'input' }) as JsonSchema
  return { ...schema, title: 'Plimsoll configuration' }
}
