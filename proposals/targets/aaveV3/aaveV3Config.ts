import { z } from 'zod'
import { addressSchema } from '../../../core/schemas/wire.js'

/** An Aave v3 market: everything else is found from its addresses provider. */
export const aaveV3ConfigSchema = z.strictObject({
  kind: z.literal('aaveV3'),
  poolAddressesProvider: addressSchema,
  /** Block of the market's first transaction: borrow, configuration and role events are read from here. */
  fromBlock: z.int().nonnegative().default(0),
})

/** @see aaveV3ConfigSchema */
export type AaveV3Config = z.infer<typeof aaveV3ConfigSchema>
