import type { MarketId } from '../../../core/units/marketId.js'
import { mapRead, readEach, thenRead } from '../../read/combinePlans.js'
import { readLogs } from '../../read/readLogs.js'
import type { ReadPlan } from '../../read/readPlan.js'
import { eModeAddedEvent } from './aaveV3Abi.js'
import type { AaveV3Config } from './aaveV3Config.js'
import type { AaveV3State } from './aaveV3State.js'
import { AAVE_V3_LIQUIDATION_RULE } from './aaveV3Rules.js'
import { contractsPlan } from './contractsPlan.js'
import { eModesPlan } from './eModesPlan.js'
import { borrowersPlan, positionsPlan } from './positionsPlan.js'
import { reservesPlan } from './reservesPlan.js'

/**
 * Read an Aave v3 market: reserves, e-modes and every borrower's position, all at one block.
 *
 * @throws {ContractReadFailed} (from the plan) when a contract does not answer as Aave v3.2 or newer does.
 * @throws {UnsupportedAaveMarket} (from the plan) when the oracle does not quote in USD.
 */
export function statePlan({
  config,
  market,
  chainId,
}: {
  config: AaveV3Config
  market: MarketId
  chainId: number
}): ReadPlan<AaveV3State> {
  const fromBlock = BigInt(config.fromBlock)
  return thenRead(contractsPlan(config), (contracts) => {
    const first = readEach({
      reserves: reservesPlan(contracts, fromBlock),
      categories: readLogs({ address: contracts.poolConfigurator, event: eModeAddedEvent, fromBlock }),
    })
    return thenRead(first, ({ reserves, categories }) => {
      const borrowers = borrowersPlan(contracts, reserves, fromBlock)
      return thenRead(
        thenRead(borrowers, (accounts) => positionsPlan(contracts, accounts, reserves)),
        (positions) => {
          const ids = new Set([
            ...categories.map(({ args }) => args.categoryId),
            ...positions.flatMap(({ eModeCategory }) => (eModeCategory === 0 ? [] : [eModeCategory])),
          ])
          return mapRead(
            eModesPlan(
              contracts,
              [...ids].sort((a, b) => a - b),
              reserves,
            ),
            (eModes, block): AaveV3State => ({
              market,
              chainId,
              block: { number: block.number.toString(), hash: block.hash, timestampSeconds: block.timestampSeconds },
              reserves: reserves.map(({ state }) => state),
              eModes,
              positions: [...positions],
              liquidation: AAVE_V3_LIQUIDATION_RULE,
            }),
          )
        },
      )
    })
  })
}
