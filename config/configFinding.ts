/** Something about a valid configuration that its writer should know. */
export interface ConfigFinding {
  /** An error means that the configuration cannot do its work; a warning, that it may not do what was meant. */
  readonly severity: 'error' | 'warning'
  /** Stable name of what was found, in camelCase. */
  readonly code: string
  /** Keys and indices from the root, joined by dots. */
  readonly path: string
  /** The rest of a sentence that begins with the path: the value, the limit and what to do. */
  readonly message: string
}
