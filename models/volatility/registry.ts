import { ewmaModel } from './ewma.js'
import { garchModel } from './garchModel.js'
import { logHarModel } from './logHarModel.js'
import { riskMetricsModel } from './riskMetrics2006.js'
import type { VolatilityModel } from './volatilityModel.js'

/** Volatility models by the name that configurations use. A new one is one file and one line here. */
export const VOLATILITY_MODELS = {
  ewma94: ewmaModel(0.94),
  ewma97: ewmaModel(0.97),
  riskMetrics2006: riskMetricsModel,
  garch: garchModel({ family: 'garch', innovations: 'normal', initialisation: 'backcast' }),
  garchT: garchModel({ family: 'garch', innovations: 'studentT', initialisation: 'backcast' }),
  gjr: garchModel({ family: 'gjr', innovations: 'normal', initialisation: 'backcast' }),
  gjrT: garchModel({ family: 'gjr', innovations: 'studentT', initialisation: 'backcast' }),
  egarch: garchModel({ family: 'egarch', innovations: 'normal', initialisation: 'backcast' }),
  egarchT: garchModel({ family: 'egarch', innovations: 'studentT', initialisation: 'backcast' }),
  logHar: logHarModel({ isImplied: false }),
  logHarImplied: logHarModel({ isImplied: true }),
} as const satisfies Record<string, VolatilityModel>

export type VolatilityModelName = keyof typeof VOLATILITY_MODELS

/** Names of the models that need nothing but bars. */
export const BAR_VOLATILITY_MODELS = (Object.keys(VOLATILITY_MODELS) as VolatilityModelName[]).filter(
  (name) => !readsImplied(name),
)

/** Tell whether a model reads implied variances. */
export function readsImplied(name: VolatilityModelName): boolean {
  return VOLATILITY_MODELS[name].reads.some((what) => what === 'impliedVariances')
}

/**
 * Name the models that stand for others where there is no implied volatility: log-HAR for log-HAR with it.
 *
 * @returns the names in their order, none twice.
 */
export function withoutImplied(names: readonly VolatilityModelName[]): VolatilityModelName[] {
  return [...new Set(names.map((name) => (name === 'logHarImplied' ? 'logHar' : name)))]
}
