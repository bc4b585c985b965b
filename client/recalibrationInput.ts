import type { Config, MarketEntry } from '../config/configSchema.js'
import type { RecalibrationInput } from '../workflows/recalibration/recalibrationWorkflow.js'

/** Catch-up window of a market without a schedule: a run by hand is never late. */
const WITHOUT_SCHEDULE = '1d'

/** Make what a recalibration is started with from the configuration, for a schedule and for a run by hand alike. */
export function recalibrationInput(
  config: Config,
  { market, schedule }: MarketEntry,
  { isDryRun }: { readonly isDryRun: boolean },
): RecalibrationInput {
  return {
    market: market.id,
    isDryRun,
    timeouts: config.temporal.timeouts,
    catchUpWindow: schedule?.catchUpWindow ?? WITHOUT_SCHEDULE,
    ...(schedule?.jitter === undefined ? {} : { jitter: schedule.jitter }),
  }
}
