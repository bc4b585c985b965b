import type { Command } from 'commander'
import type { PriceShock } from '../../models/scenarios/jointScenarios.js'
import { type CommandHost, handle } from '../handle.js'
import { parseShock } from './market/parseShock.js'

const MARKET = 'market of the configuration (optional if it has only one)'

/** Add `plimsoll market`. */
export function addMarketCommands(program: Command, host: CommandHost): void {
  const market = program.command('market').description('look at a market on its chain')
  market
    .command('inspect')
    .argument('[market]', MARKET)
    .description('show live parameters, everybody who can change them, and whether the route is one of them')
    .action(
      handle<[string | undefined]>(host, async (session, id) => {
        const { inspect } = await import('./market/inspect.js')
        return inspect(session, id)
      }),
    )
  market
    .command('stress')
    .argument('[market]', MARKET)
    .option('--shock <moves>', 'also with prices moved at once, such as WETH=-40%,WBTC=-30%; may be repeated', parseShock)
    .description('show what the live positions would lose on joint price paths, on days of history and under given shocks')
    .action(
      handle<[string | undefined, { shock?: readonly PriceShock[] }]>(host, async (session, id, { shock = [] }) => {
        const { stress } = await import('./market/stress.js')
        return stress(session, id, shock)
      }),
    )
}
