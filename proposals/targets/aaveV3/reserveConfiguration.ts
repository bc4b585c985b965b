import { bps, type Bps } from '../../../core/units/bps.js'

/** What Plimsoll reads of a reserve's configuration word. Caps are whole tokens, 0 is none. */
export interface ReserveConfiguration {
  readonly ltvBps: Bps
  readonly ltBps: Bps
  readonly lbBps: Bps
  readonly decimals: number
  readonly isActive: boolean
  readonly isFrozen: boolean
  readonly isPaused: boolean
  /** Share of the interest that the treasury keeps. */
  readonly reserveFactorBps: Bps
  readonly borrowCap: bigint
  readonly supplyCap: bigint
  /** Of the liquidation bonus, not of the debt. */
  readonly liquidationProtocolFeeBps: Bps
}

/**
 * Decode a reserve's 256-bit configuration word.
 *
 * @source DataTypes.sol (`ReserveConfigurationMap`) of aave-v3-origin 3.6.0; the bits read here are the same since 3.0
 */
export function reserveConfiguration(word: bigint): ReserveConfiguration {
  const field = (from: bigint, bits: bigint) => (word >> from) & ((1n << bits) - 1n)
  return {
    ltvBps: bps(Number(field(0n, 16n))),
    ltBps: bps(Number(field(16n, 16n))),
    lbBps: bps(Number(field(32n, 16n))),
    decimals: Number(field(48n, 8n)),
    isActive: field(56n, 1n) === 1n,
    isFrozen: field(57n, 1n) === 1n,
    isPaused: field(60n, 1n) === 1n,
    reserveFactorBps: bps(Number(field(64n, 16n))),
    borrowCap: field(80n, 36n),
    supplyCap: field(116n, 36n),
    liquidationProtocolFeeBps: bps(Number(field(152n, 16n))),
  }
}
