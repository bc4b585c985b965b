import { z } from 'zod'

/** Symbol of a reserve as the market names it (WETH, WBTC, wstETH): the key of an asset in every stage. */
export const assetSymbolSchema = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,32}$/, 'must be 1 to 32 letters, digits, dots, hyphens or underscores')
