import { type Command, InvalidArgumentError } from 'commander'
import { durationMs } from '../../core/duration.js'
import { durationSchema } from '../../core/schemas/wire.js'
import type { LocalUpCliOptions } from './local/up.js'
import type { LocalPruneCliOptions } from './local/prune.js'
import { type CommandHost, handle } from '../handle.js'

const MAX_ADVANCE_SECONDS = 365 * 86_400

/** Add `plimsoll local`. */
export function addLocalCommands(program: Command, host: CommandHost): void {
  const local = program.command('local').description('a whole system on this machine')
  local
    .command('up')
    .option('--once', 'stop after the first change is verified on the chain')
    .option('--resume', 'resume the last run')
    .option('--bare', 'only start the system: no schedule, no proposals')
    .option('--as-of <instant>', 'replay the market history up to this instant (ISO 8601 in UTC)', parseInstant)
    .option('--run-folder <dir>', 'keep the run here; if the folder holds a run, it is resumed')
    .option('--port <number>', 'port of the chain (default: a free one)', parsePort)
    .option('--temporal-port <number>', 'port of Temporal (default: a free one)', parsePort)
    .option('--ui-port <number>', "port of Temporal's web interface (default: a free one)", parsePort)
    .description('start Temporal, a chain with Aave, a Safe and a timelock, and a worker; carry one change through')
    .action(
      handle<[LocalUpCliOptions]>(host, async (session, options) => {
        const { up } = await import('./local/up.js')
        return up(session, options)
      }),
    )
  local
    .command('advance')
    .argument('<duration>', 'how far, such as 2d or 36h', parseDuration)
    .description("move the local chain's clock forward, with that day's prices in its oracles")
    .action(handle<[number]>(host, async (session, seconds) => (await import('./local/advance.js')).advance(session, seconds)))
  local
    .command('prune')
    .option('--keep <number>', 'how many of the newest runs are kept, besides those that run now', parseCount, 3)
    .option('--older-than <duration>', 'only runs older than this, such as 7d', parseDuration)
    .option('--yes', 'remove them; without it they are only listed')
    .description('remove the folders of old local runs, and say how much that frees')
    .action(
      handle<[LocalPruneCliOptions]>(host, async (session, options) => {
        const { prune } = await import('./local/prune.js')
        return prune(session, options)
      }),
    )
}

function parseCount(text: string): number {
  if (!/^[0-9]{1,6}$/.test(text)) throw new InvalidArgumentError('Write a whole number, 0 or more.')
  return Number(text)
}

function parsePort(text: string): number {
  const port = Number(text)
  if (!/^[0-9]+$/.test(text) || port < 1 || port > 65_535)
    throw new InvalidArgumentError('A port is a whole number from 1 to 65535.')
  return port
}

function parseDuration(text: string): number {
  const parsed = durationSchema.safeParse(text)
  const seconds = parsed.success ? Math.floor(durationMs(parsed.data) / 1_000) : 0
  if (seconds < 1 || seconds > MAX_ADVANCE_SECONDS)
    throw new InvalidArgumentError('Write a duration from 1s to 365d, such as 2d or 36h.')
  return seconds
}

function parseInstant(text: string): string {
  const isInstant = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z)?$/.test(text) && !Number.isNaN(Date.parse(text))
  if (!isInstant) throw new InvalidArgumentError('Write an instant in UTC such as 2022-06-12T00:00:00Z.')
  return new Date(text).toISOString()
}
