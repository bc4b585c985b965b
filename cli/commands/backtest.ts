import { type Command, InvalidArgumentError } from 'commander'
import { type CommandHost, handle } from '../handle.js'

/** Options of `backtest` as they are typed. */
interface BacktestCliOptions {
  readonly from: string
  readonly to: string
  readonly out: string
  readonly hourly?: string
}

/** Add `plimsoll backtest`. */
export function addBacktestCommand(program: Command, host: CommandHost): void {
  program
    .command('backtest')
    .argument('[market]', 'market of the configuration; may be left out where it has one')
    .requiredOption('--from <date>', 'first recalibration (UTC)', parseDay)
    .requiredOption('--to <date>', 'last recalibration (UTC)', parseDay)
    .option('--out <dir>', 'folder for backtest.json, backtest.md and the plots', 'backtest')
    .option('--hourly <file>', 'CSV of hourly bars that liquidations are seen by (default: the daily ones)')
    .description('replay the configured policy over history and compare it with every static threshold')
    .action(
      handle<[string | undefined, BacktestCliOptions]>(host, async (session, market, options) => {
        const { backtest } = await import('./backtest/backtest.js')
        return backtest(session, market, options)
      }),
    )
}

function parseDay(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text))) {
    throw new InvalidArgumentError('Write a date such as 2022-06-12.')
  }
  return new Date(text).toISOString()
}
