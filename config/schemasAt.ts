import type { JsonSchema } from './jsonSchema.js'

/**
 * Find what a schema says about one place of a value. Of alternatives told apart by `kind`, the one the value chose counts.
 *
 * @param path - keys and indices from the root.
 * @returns every alternative that stands there; none where the schema knows no such place.
 */
export function schemasAt(root: JsonSchema, value: unknown, path: readonly PropertyKey[]): JsonSchema[] {
  let schemas = alternatives(root, value)
  let here = value
  for (const key of path) {
    here = childOf(here, key)
    const below = here
    schemas = schemas.flatMap((schema) => {
      const next = typeof key === 'number' ? schema.items : (schema.properties?.[String(key)] ?? schema.additionalProperties)
      return typeof next === 'object' ? alternatives(next, below) : []
    })
  }
  return schemas
}

/** Take a value's item or property; undefined where there is none. */
export function childOf(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<PropertyKey, unknown>)[key]
    : undefined
}

function alternatives(schema: JsonSchema, value: unknown): JsonSchema[] {
  const all = (schema.oneOf ?? schema.anyOf)?.flatMap((one) => alternatives(one, value)) ?? [schema]
  const kind = childOf(value, 'kind')
  const chosen = all.filter(({ properties }) => kind !== undefined && properties?.kind?.const === kind)
  return chosen.length > 0 ? chosen : all
}
