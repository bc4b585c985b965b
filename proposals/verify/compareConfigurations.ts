import type { MarketConfig } from '../marketConfig.js'
import { compareValues } from './compareValues.js'
import type { Difference } from './verification.js'

/** What a proposal depends on; where data and nodes are found, and how patiently they are asked, is none of it. */
const DECISIVE = [
  'target',
  'route',
  'assets',
  'sources',
  'impliedVolatility',
  'quality',
  'models',
  'guardrails',
  'proposal',
] as const satisfies readonly (keyof MarketConfig)[]

/** List where a stored configuration is not the reader's own, in what a proposal depends on. */
export function compareConfigurations(stored: MarketConfig, own: MarketConfig): Difference[] {
  const decisive = (config: MarketConfig) =>
    JSON.parse(JSON.stringify(Object.fromEntries(DECISIVE.map((key) => [key, config[key]]))))
  return compareValues(decisive(stored), decisive(own))
}
