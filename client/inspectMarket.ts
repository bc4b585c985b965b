import { type ChainClient, assertChain } from '../activities/chain/chainClient.js'
import { latestBlock, runReadPlan } from '../activities/chain/runReadPlan.js'
import type { MarketConfig } from '../proposals/marketConfig.js'
import type { RouteFinding } from '../proposals/routes/finding.js'
import { routeFor } from '../proposals/routes/registry.js'
import type { RouteState } from '../proposals/routes/route.js'
import type { ReadBlock } from '../proposals/read/readPlan.js'
import type { Authority } from '../proposals/targets/authority.js'
import type { AssetReading } from '../proposals/targets/target.js'
import type { TargetContracts } from '../proposals/targets/targetContracts.js'
import { targetFor } from '../proposals/targets/registry.js'
import { assertCode } from './assertCode.js'
import { routeFindings } from './routeFindings.js'

/** A market as the chain has it at one block. */
export interface MarketInspection {
  readonly block: ReadBlock
  readonly reserves: readonly AssetReading[]
  readonly contracts: TargetContracts
  readonly authorities: readonly Authority[]
  readonly route: RouteState
  readonly findings: readonly RouteFinding[]
}

/**
 * Read a market's live parameters, everybody who can change them, and the route, all at one block; and judge the route.
 *
 * @throws {ChainUnreachable} {WrongChain} when the node is not there or of another chain
 * @throws {CodeMissing} when a configured contract has no code
 * @throws {ContractReadFailed} when a contract is not what the configuration says
 */
export async function inspectMarket(config: MarketConfig, chain: ChainClient): Promise<MarketInspection> {
  await assertChain(chain)
  await assertCode(config, chain)
  const at = { block: await latestBlock(chain.client) }
  const target = targetFor(config.target)
  const [reserves, contracts, authorities, route] = await Promise.all([
    runReadPlan(chain.client, target.parametersPlan(), at),
    runReadPlan(chain.client, target.contractsPlan(), at),
    runReadPlan(chain.client, target.authorityPlan(), at),
    runReadPlan(chain.client, routeFor(config.route).statePlan(), at),
  ])
  const read = { reserves: reserves.value, authorities: authorities.value, route: route.value }
  return { block: at.block, contracts: contracts.value, ...read, findings: routeFindings({ config, ...read }) }
}
