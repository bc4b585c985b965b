/** What a way to a Temporal CLI needs to know. */
export interface TemporalSourceContext {
  /** Absolute path of the folder that keeps the CLI. */
  readonly binaryFolder: string
  /** Gets a line when something takes long. */
  readonly say: (line: string) => void
  /** Ends what is under way. */
  readonly signal?: AbortSignal | undefined
}

/** A CLI that was found, or the reason why this way has none. */
export type TemporalSourceResult = { readonly path: string } | { readonly reason: string }

/** One way to a Temporal CLI on this machine. */
export interface TemporalSource {
  /** What messages call this way. */
  readonly name: string
  readonly find: (context: TemporalSourceContext) => Promise<TemporalSourceResult>
}
