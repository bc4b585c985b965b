import { type Command, InvalidArgumentError } from 'commander'
import { durationMs } from '../../core/duration.js'
import { durationSchema } from '../../core/schemas/wire.js'
import { type CommandHost, handle } from '../handle.js'
import type { BacktestOptions } from './backtest/backtest.js'

/** Add `plimsoll backtest`. */
export function addBacktestCommand(program: Command, host: CommandHost): void {
  program
    .command('backtest')
    .argument('[market]', 'market of the configuration (optional if it has only one)')
    .requiredOption('--from <date>', 'first recalibration (UTC)', parseDay)
    .requiredOption('--to <date>', 'last recalibration (UTC)', parseDay)
    .option('--out <dir>', 'folder for backtest.json, backtest.md and the plots', 'backtest')
    .option('--hourly <file>', 'CSV of hourly bars that liquidations are seen by (default: the daily ones)')
    .option('--every <duration>', "time between two recalibrations (default: the schedule's, else 1d)", parseDuration)
    .option('--signing-time <duration>', 'time that the owners take to sign, before the timelock', parseDuration, '1d')
    .option('--loan-life <duration>', 'time that a borrower keeps a loan, in whole hours', parseHours, '30d')
    .option(
      '--levels <list>',
      "replay with these tail probabilities too, such as 0.99,0.995: the policy's own frontier",
      parseLevels,
      [],
    )
    .option('--threads <n>', 'threads to compute on; the number changes no result (default: one a core)', parseThreads)
    .description('replay the configured policy over history and compare it with every static threshold')
    .action(
      handle<[string | undefined, BacktestOptions]>(host, async (session, market, options) => {
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

function parseDuration(text: string): string {
  if (!durationSchema.safeParse(text).success) throw new InvalidArgumentError('Write a duration such as 36h or 2d.')
  return text
}

function parseHours(text: string): string {
  if (durationMs(parseDuration(text)) % 3_600_000 !== 0) throw new InvalidArgumentError('Write whole hours, such as 36h or 30d.')
  return text
}

function parseThreads(text: string): number {
  const threads = Number(text)
  if (!/^[1-9][0-9]*$/.test(text) || threads > 256) throw new InvalidArgumentError('Write a whole number from 1 to 256.')
  return threads
}

function parseLevels(text: string): number[] {
  const levels = text.split(',').map((level) => (/^0\.[0-9]+$/.test(level.trim()) ? Number(level) : Number.NaN))
  if (levels.some((level) => !(level >= 0.9 && level < 1))) {
    throw new InvalidArgumentError('Write tail probabilities from 0.9 to below 1, such as 0.99,0.995.')
  }
  return levels
}
