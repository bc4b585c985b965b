import type { Command } from 'commander'
import { type CommandHost, handle } from '../handle.js'

/** Add `plimsoll market`. */
export function addMarketCommands(program: Command, host: CommandHost): void {
  program
    .command('market')
    .description('look at a market on its chain')
    .command('inspect')
    .argument('[market]', 'market of the configuration; may be left out where it has one')
    .description('show live parameters, everybody who can change them, and whether the route can')
    .action(
      handle<[string | undefined]>(host, async (session, market) => {
        const { inspect } = await import('./market/inspect.js')
        return inspect(session, market)
      }),
    )
}
