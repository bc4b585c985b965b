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
 * @param run - is passed the command, too, after everything else
 */
export function handle<Rest extends readonly unknown[]>(
  host: CommandHost,
  run: (session: Session, ...all: readonly [...Rest, Command]) => Promise<Outcome>,
): (this: Command, ...all: readonly [...Rest, Command]) => Promise<void> {
  return async function (...all) {
    const session = host.begin(this.optsWithGlobals())
    host.finish(await run(session, ...all))
  }
}
