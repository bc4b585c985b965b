import { loadConfig } from '../../config/loadConfig.js'
import { advanceChainTime } from '../chain/advanceChainTime.js'
import { setPrices } from '../feeds/setPrices.js'
import { referencePrices } from './referencePrices.js'
import { type LocalSystem, onlyMarket, templateFile } from './startLocalSystem.js'

/**
 * Move a local system's clock forward to an instant, with that day's prices in its oracles. Does nothing when it is past it.
 *
 * @param atSeconds - chain time, Unix seconds
 * @returns chain time after the move, ISO 8601
 * @throws {NoReferencePrice} when the example data do not reach so far
 */
export async function moveClock(system: Pick<LocalSystem, 'chain' | 'deployment'>, atSeconds: number): Promise<string> {
  const { chain, deployment } = system
  const { timestamp } = await chain.getBlock({ blockTag: 'latest' })
  if (Number(timestamp) >= atSeconds) return isoSeconds(Number(timestamp))
  const template = await loadConfig(templateFile())
  const prices = await referencePrices(onlyMarket(template).market, template.baseDir, isoSeconds(atSeconds))
  const now = await advanceChainTime(chain, atSeconds - Number(timestamp))
  await setPrices(chain, deployment, prices)
  return isoSeconds(now)
}

function isoSeconds(seconds: number): string {
  return new Date(seconds * 1_000).toISOString()
}
