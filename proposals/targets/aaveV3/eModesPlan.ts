import { bps } from '../../../core/units/bps.js'
import { mapRead, readAll, readEach } from '../../read/combinePlans.js'
import { readContract } from '../../read/readContracts.js'
import type { ReadPlan } from '../../read/readPlan.js'
import { poolAbi } from './aaveV3Abi.js'
import type { AaveV3State } from './aaveV3State.js'
import type { AaveV3Contracts } from './contractsPlan.js'
import type { AaveReserve } from './reservesPlan.js'

/**
 * Read e-mode categories: parameters, label, and the reserves that count with the category's threshold.
 *
 * A category without a threshold replaces nothing (GenericLogic would count its members at zero, and the Pool lets nobody
 * enter it), so it is left out.
 */
export function eModesPlan(
  { pool }: AaveV3Contracts,
  ids: readonly number[],
  reserves: readonly AaveReserve[],
): ReadPlan<AaveV3State['eModes']> {
  const reads = readAll(
    ids.map((id) =>
      readEach({
        config: readContract({ address: pool, abi: poolAbi, functionName: 'getEModeCategoryCollateralConfig', args: [id] }),
        label: readContract({ address: pool, abi: poolAbi, functionName: 'getEModeCategoryLabel', args: [id] }),
        bitmap: readContract({ address: pool, abi: poolAbi, functionName: 'getEModeCategoryCollateralBitmap', args: [id] }),
      }),
    ),
  )
  return mapRead(reads, (categories) =>
    categories.flatMap(({ config, label, bitmap }, i) =>
      config.liquidationThreshold === 0
        ? []
        : [
            {
              id: ids[i] as number,
              label,
              parameters: {
                ltvBps: bps(config.ltv),
                ltBps: bps(config.liquidationThreshold),
                lbBps: bps(config.liquidationBonus),
              },
              collateralAssets: reserves
                .filter((reserve) => ((bitmap >> BigInt(reserve.id)) & 1n) === 1n)
                .map(({ state }) => state.asset),
            },
          ],
    ),
  )
}
