import { createComputePool } from '../../../activities/compute/createComputePool.js'
import { findMarket } from '../../../config/findMarket.js'
import type { PriceShock } from '../../../models/scenarios/jointScenarios.js'
import { stressMarket } from '../../../client/stressMarket.js'
import { createMarketRuntimes } from '../../../worker/runtime/marketRuntimes.js'
import type { Outcome } from '../../outcome.js'
import { printable } from '../../output/printable.js'
import type { Session } from '../../session.js'
import { renderStress } from './renderStress.js'

/** Stress a market's live positions under its live parameters, and show what would be lost. */
export async function stress(session: Session, id: string | undefined, shocks: readonly PriceShock[]): Promise<Outcome> {
  const loaded = await session.load()
  const { market } = findMarket(loaded.config, id)
  const dependencies = {
    markets: createMarketRuntimes(loaded, { environment: session.environment, needsRelayer: false }),
    ...(await session.openEvidence()),
  }
  const pool = createComputePool({ threads: loaded.config.compute.threads })
  try {
    const found = await stressMarket({ dependencies, market: market.id, pool, shocks, now: new Date().toISOString() })
    const failedSources = found.failedSources.map((failure) => ({
      ...failure,
      message: session.discretion.message(failure.message),
    }))
    const result = printable({ ...found, failedSources })
    const { block, ...rest } = result
    return {
      text: renderStress(session, market, result),
      json: { market: market.id, chainId: market.chain.id, block: { ...block, number: block.number.toString() }, ...rest },
    }
  } finally {
    await pool.close()
  }
}
