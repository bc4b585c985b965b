/** One thing that a look at a route found. An `error` means that a proposal could not be carried out, or not be trusted. */
export interface RouteFinding {
  readonly severity: 'info' | 'warning' | 'error'
  /** Kebab-case name, stable. */
  readonly name: string
  readonly message: string
}
