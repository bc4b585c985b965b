import { sameHex } from '../core/hex.js'
import type { MarketConfig } from '../proposals/marketConfig.js'
import type { RouteFinding } from '../proposals/routes/finding.js'
import { routeFor } from '../proposals/routes/registry.js'
import type { RouteState } from '../proposals/routes/route.js'
import type { Authority } from '../proposals/targets/authority.js'
import type { AssetReading } from '../proposals/targets/target.js'

/**
 * Judge a market before there is a proposal: are its assets those of the configuration, and can the route be carried out and trusted?
 *
 * The route judges itself, in the words of its checks. Pure.
 */
export function routeFindings(input: {
  config: MarketConfig
  reserves: readonly AssetReading[]
  authorities: readonly Authority[]
  route: RouteState
}): RouteFinding[] {
  const { config, authorities, route } = input
  return [...assetFindings(input), ...routeFor(config.route).findings({ state: route, authorities })]
}

function assetFindings({ config, reserves }: { config: MarketConfig; reserves: readonly AssetReading[] }): RouteFinding[] {
  const failing = (name: string, message: string): RouteFinding => ({ severity: 'error', name, message })
  return config.assets.flatMap(({ symbol, address }) => {
    const reserve = reserves.find((candidate) => sameHex(candidate.address, address))
    if (reserve === undefined) return [failing('asset-not-listed', `${symbol} (${address}) is not a reserve of the market.`)]
    if (reserve.asset !== symbol) {
      return [
        failing(
          'asset-misnamed',
          `The configuration calls ${address} ${symbol}; the market calls it ${reserve.asset}. Use the market's name.`,
        ),
      ]
    }
    return []
  })
}
