import type { Command } from 'commander'
import type { Outcome } from './outcome.js'
import type { GlobalOptions, Session } from './session.js'

/** Where a command's handler leaves its outcome, and gets its session from. */
export interface CommandHost {
  readonly begin: (options: GlobalOptions) => Session
  readonly finish: (outcome: Outcome) => void
}

/**
 * Make a commander action of a handler: the handler gets the session, then the command's arguments and options.
 *
 * @typeParam Rest - what commander passes before the command itself: arguments, then options
 */
export function handle<Rest extends readonly unknown[]>(
  host: CommandHost,
  run: (session: Session, ...rest: Rest) => Promise<Outcome>,
): (...all: unknown[]) => Promise<void> {
  return async (...all) => {
    const command = all.at(-1) as Command
    const session = host.begin(command.optsWithGlobals())
    host.finish(await run(session, ...(all.slice(0, -1) as unknown as Rest)))
  }
}
