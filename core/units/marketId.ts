import { z } from 'zod'

/** Name of one market in configuration, workflow ids and evidence: lower-case words joined by hyphens. */
export type MarketId = string & { readonly __unit: 'MarketId' }

/** A market's name on the wire. */
export const marketIdSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case letters and digits joined by hyphens, such as aave-v3-ethereum')
  .max(64)
  .transform((value) => value as MarketId)
