import type { Call } from './call.js'
import { sameHex } from './sameHex.js'

/** Tell whether two calls are the same: contract, value and bytes. */
export function isSameCall(a: Call, b: Call): boolean {
  return sameHex(a.to, b.to) && a.value === b.value && sameHex(a.data, b.data)
}
