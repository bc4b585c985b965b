/** Most characters that the Transaction Service takes for a transaction's origin. @source Safe Transaction Service (serializers) */
export const MAX_ORIGIN_LENGTH = 200

/**
 * Say where a transaction comes from, as the Transaction Service stores it and Safe{Wallet} shows it: a JSON text of at most 200 characters.
 *
 * @param note - cut to what fits, at a character's border
 */
export function serviceOrigin({ name, note }: { name: string; note: string }): string {
  const characters = [...note]
  for (let kept = characters.length; kept >= 0; kept--) {
    const cut = kept === characters.length ? note : `${characters.slice(0, kept).join('').trimEnd()}…`
    const origin = JSON.stringify({ name, note: cut })
    if (origin.length <= MAX_ORIGIN_LENGTH) return origin
  }
  throw new RangeError(`the name "${name}" alone is longer than the ${MAX_ORIGIN_LENGTH} characters of an origin`)
}

/**
 * Short names (EIP-3770) of the chains that Safe{Wallet} and its Transaction Service serve, by chain id.
 *
 * Left out are chains whose name in the service's addresses differs from that of the public list: nothing kept says which of the two
 * Safe{Wallet} uses there. Polygon, which is one of them, is `matic` in Safe{Wallet}.
 *
 * @source npm `@safe-global/protocol-kit` 8.0.7 (`networks` of EIP-3770, after https://github.com/ethereum-lists/chains), those of them that
 * `@safe-global/api-kit` 5.0.3 serves
 */
export const CHAIN_SHORT_NAMES: ReadonlyMap<number, string> = new Map([
  [1, 'eth'],
  [10, 'oeth'],
  [50, 'xdc'],
  [56, 'bnb'],
  [100, 'gno'],
  [130, 'unichain'],
  [137, 'matic'],
  [146, 'sonic'],
  [196, 'okb'],
  [204, 'opbnb'],
  [232, 'lens'],
  [324, 'zksync'],
  [480, 'wc'],
  [677, 'bot'],
  [988, 'stable'],
  [1672, 'pharos'],
  [1874, 'wch-sepolia'],
  [4217, 'tempo'],
  [5000, 'mantle'],
  [5003, 'mnt-sep'],
  [5042, 'arc'],
  [8453, 'base'],
  [9745, 'plasma'],
  [10200, 'chi'],
  [16661, '0g'],
  [25363, 'fluent'],
  [42161, 'arb1'],
  [42220, 'celo'],
  [42431, 'tempo-moderato'],
  [43111, 'hemi'],
  [43114, 'avax'],
  [57073, 'ink'],
  [59144, 'linea'],
  [80094, 'berachain'],
  [84532, 'basesep'],
  [102_030, 'ctc'],
  [534_352, 'scr'],
  [747_474, 'katana'],
  [5_042_002, 'arc-testnet'],
  [11_142_220, 'celo-sep'],
  [11_155_111, 'sep'],
  [1_313_161_554, 'aurora'],
])
