/** What an error means for a script: each kind has an exit code of its own. */
export const ERROR_KINDS = [
  'usage',
  'configuration',
  'chain',
  'temporal',
  'notFound',
  'refused',
  'failed',
  'run',
  'local',
  'service',
] as const

/** @see ERROR_KINDS */
export type ErrorKind = (typeof ERROR_KINDS)[number]

/**
 * Read the kind that a Temporal failure carries: its `details` begin with `{kind}` where an error of Plimsoll is behind it.
 *
 * @returns undefined for a failure of anything else
 */
export function kindInDetails(details: readonly unknown[] | null | undefined): ErrorKind | undefined {
  const [first] = details ?? []
  const kind = typeof first === 'object' && first !== null && 'kind' in first ? first.kind : undefined
  return ERROR_KINDS.find((each) => each === kind)
}
