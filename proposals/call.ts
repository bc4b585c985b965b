import { z } from 'zod'
import { sameHex } from '../core/hex.js'
import { addressSchema, hexSchema, uintStringSchema } from '../core/schemas/wire.js'

/** One call that the route will make: `value` in wei. */
export const callSchema = z.strictObject({ to: addressSchema, value: uintStringSchema, data: hexSchema })

/** @see callSchema */
export type Call = z.infer<typeof callSchema>

/** A call as a reviewer reads it; the bytes stay the truth. */
export const decodedCallSchema = z.strictObject({
  to: addressSchema,
  /** What lives at `to`, in the protocol's terms: "Aave v3 PoolConfigurator". */
  contract: z.string(),
  /** Canonical signature: `configureReserveAsCollateral(address,uint256,uint256,uint256)`. It stands in shell commands: nothing else may. */
  signature: z.string().regex(/^[A-Za-z_]\w*\([\w,()[\]]*\)$/, 'must be a canonical signature'),
  arguments: z.array(z.strictObject({ name: z.string(), type: z.string(), value: z.string() })),
  /** What it sets: raw values in the parameter's own unit; empty for a call that only completes others. */
  sets: z.array(z.strictObject({ address: addressSchema, parameter: z.string(), value: uintStringSchema })),
  /** One sentence with before and after where the call changes a parameter. */
  summary: z.string(),
})

/** @see decodedCallSchema */
export type DecodedCall = z.infer<typeof decodedCallSchema>

/** Tell whether two calls are the same: contract, value and bytes. */
export function isSameCall(a: Call, b: Call): boolean {
  return sameHex(a.to, b.to) && a.value === b.value && sameHex(a.data, b.data)
}
