import { readFile } from 'node:fs/promises'
import { PlimsollError } from '../../core/errors/plimsollError.js'
import { type BacktestResult, backtestResultSchema } from '../../models/backtest/backtestResult.js'

/** The backtest that a configuration names is not there, or is none. */
class BacktestUnreadable extends PlimsollError {
  readonly code = 'BACKTEST_UNREADABLE'
  readonly kind = 'configuration'

  constructor(
    readonly file: string,
    reason: string,
    cause?: unknown,
  ) {
    super({
      shortMessage: `The backtest ${file} cannot be read: ${reason}.`,
      metaMessages: [
        'Write it with `plimsoll backtest`, name its backtest.json, or take the key `backtest` out of the configuration.',
      ],
      cause,
    })
  }
}

/**
 * Read a backtest that `plimsoll backtest` wrote.
 *
 * Reads: the file. Writes nothing.
 *
 * @param file - absolute path.
 * @param market - the market that it has to be of.
 * @throws {BacktestUnreadable} when the file is missing, is not a backtest, or is another market's.
 */
export async function readBacktest(file: string, market: string): Promise<BacktestResult> {
  let value: unknown
  try {
    value = JSON.parse(await readFile(file, 'utf8'))
  } catch (cause) {
    throw new BacktestUnreadable(file, whyUnreadable(cause), cause)
  }
  const parsed = backtestResultSchema.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new BacktestUnreadable(file, `${issue?.path.map(String).join('.') ?? ''} ${issue?.message ?? 'it is not a backtest'}`)
  }
  if (parsed.data.market !== market) throw new BacktestUnreadable(file, `it is of ${parsed.data.market}, not of ${market}`)
  return parsed.data
}

function whyUnreadable(cause: unknown): string {
  if (cause instanceof SyntaxError) return 'it is not JSON'
  const { code } = cause as NodeJS.ErrnoException
  return code === 'ENOENT' ? 'the file is missing' : `it cannot be read (${code ?? 'unknown cause'})`
}
