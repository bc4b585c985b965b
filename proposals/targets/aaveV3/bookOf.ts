import { formatBps } from '../../../core/format.js'
import { formatParameter } from '../../../core/parameters.js'
import { bps } from '../../../core/units/bps.js'
import type { Book, BookAccount, BookAsset, CollateralHolding, Holding } from '../../../models/book/book.js'
import { InconsistentStateError } from '../../../models/errors.js'
import { COLLATERAL_PARAMETERS } from '../../../models/policy/collateral/parameter.js'
import type { AaveV3State, EModeState, Position, ReserveState } from './aaveV3State.js'
import { AAVE_V3_LARGEST_PRODUCT } from './aaveV3Rules.js'

/** Before the share was read, evidence had none. */
const NO_FEE = bps(0)

/**
 * Write an Aave v3 market in words of no protocol: reserves are assets, borrowers are accounts. In e-mode the category's terms are those of
 * the account's own holding.
 *
 * @throws {InconsistentStateError} when a category occurs twice, or an account is in one that the state does not list.
 * @source Aave v3.6 GenericLogic.sol, calculateUserAccountData
 */
export function bookOf(state: AaveV3State): Book {
  const { market, chainId, block, reserves, positions, liquidation } = state
  const eModes = categories(state)
  return {
    market,
    chainId,
    block,
    assets: reserves.map((reserve) => assetOf(reserve, state.eModes)),
    accounts: positions.map((position) => accountOf(position, eModes, market)),
    ...(liquidation === undefined ? {} : { liquidation }),
    largestProduct: AAVE_V3_LARGEST_PRODUCT,
  }
}

function assetOf(reserve: ReserveState, eModes: readonly EModeState[]): BookAsset {
  const { asset, address, decimals, price, priceDecimals, parameters, totalDebt } = reserve
  const { ltvBps, ltBps, lbBps } = parameters
  return {
    asset,
    address,
    decimals,
    price,
    priceDecimals,
    parameters: { ltvBps: String(ltvBps), ltBps: String(ltBps), lbBps: String(lbBps) },
    lastChangedAtSeconds: reserve.lastChangedAtSeconds,
    terms: { ltBps, lbBps },
    liquidationProtocolFeeBps: reserve.liquidationProtocolFeeBps ?? NO_FEE,
    heldBecause: heldBecause(reserve),
    limits: eModeCeilings(asset, eModes),
    totalDebt,
  }
}

/** A frozen reserve keeps LTV aside until it is unfrozen: the value proposed would not be the value that holds. */
function heldBecause({ asset, isActive, isFrozen, isPaused, parkedLtvBps = bps(0) }: ReserveState): string | null {
  if (!isActive) return `${asset} is inactive`
  if (isPaused) return `${asset} is paused`
  if (isFrozen) return `${asset} is frozen`
  if (parkedLtvBps > 0) {
    return `the LTV of ${asset} is switched off and ${formatBps(parkedLtvBps)} is parked: a change would delete the parked LTV, which setReserveLtvzero gives back`
  }
  return null
}

/**
 * Keep a threshold from rising above that of an e-mode which the reserve is a member of.
 *
 * Aave enforced that in 3.0 and does not any more: an account that enters such an e-mode would lower its own threshold.
 */
function eModeCeilings(asset: string, eModes: readonly EModeState[]): BookAsset['limits'] {
  return eModes
    .filter(({ collateralAssets }) => collateralAssets.includes(asset))
    .sort((a, b) => a.parameters.ltBps - b.parameters.ltBps || a.id - b.id)
    .map(({ id, label, parameters: { ltBps } }) => ({
      rule: 'eModeCeiling',
      parameter: 'ltBps',
      atMost: String(ltBps),
      because: `e-mode ${id} "${label}" has a threshold of ${formatParameter(COLLATERAL_PARAMETERS.ltBps, ltBps)}, and no member's own may rise above it`,
    }))
}

function categories({ eModes }: AaveV3State): ReadonlyMap<number, EModeState> {
  const found = new Map<number, EModeState>()
  for (const eMode of eModes) {
    if (found.has(eMode.id)) throw new InconsistentStateError(`E-mode category ${eMode.id} occurs twice in the state.`)
    found.set(eMode.id, eMode)
  }
  return found
}

function accountOf(position: Position, eModes: ReadonlyMap<number, EModeState>, market: string): BookAccount {
  const { account, eModeCategory, collateral, debt } = position
  // Most accounts are in no e-mode: their lists are the state's own.
  if (eModeCategory === 0) return { account, collateral, debt }
  const eMode = eModes.get(eModeCategory)
  if (eMode === undefined) {
    throw new InconsistentStateError(
      `${account} is in e-mode category ${eModeCategory}, which the state of ${market} does not list.`,
    )
  }
  const { ltBps, lbBps } = eMode.parameters
  const terms = { ltBps, lbBps }
  const holding = (held: Holding): CollateralHolding => (eMode.collateralAssets.includes(held.asset) ? { ...held, terms } : held)
  return { account, collateral: collateral.map(holding), debt }
}
