/** Fields of a reserve's configuration word: name, first bit, bits. */
const FIELDS = [
  ['ltvBps', 0, 16],
  ['ltBps', 16, 16],
  ['lbBps', 32, 16],
  ['decimals', 48, 8],
  ['isActive', 56, 1],
  ['isFrozen', 57, 1],
  ['isBorrowingEnabled', 58, 1],
  ['isPaused', 60, 1],
  ['isBorrowableInIsolation', 61, 1],
  ['isSiloedBorrowing', 62, 1],
  ['isFlashLoanEnabled', 63, 1],
  ['reserveFactorBps', 64, 16],
  ['borrowCap', 80, 36],
  ['supplyCap', 116, 36],
  ['liquidationProtocolFeeBps', 152, 16],
  ['debtCeiling', 212, 40],
] as const

/**
 * Split a reserve's configuration word into every field, the bits that no field covers as one number besides: nothing in it can move unseen.
 *
 * @source DataTypes.sol (`ReserveConfigurationMap`) of aave-v3-origin 3.6.0
 */
export function reserveFields(word: bigint): readonly (readonly [name: string, value: string])[] {
  const maskOf = (from: number, bits: number) => ((1n << BigInt(bits)) - 1n) << BigInt(from)
  const covered = FIELDS.reduce((mask, [, from, bits]) => mask | maskOf(from, bits), 0n)
  return [
    ...FIELDS.map(([name, from, bits]) => [name, ((word & maskOf(from, bits)) >> BigInt(from)).toString()] as const),
    ['otherConfigurationBits', (word & ~covered).toString()] as const,
  ]
}
