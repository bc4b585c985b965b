import type { Address, Hex } from 'viem'
import type { ReadPlan } from '../readPlan.js'

/** Plan one storage slot of a contract: 32 bytes. */
export function readStorage(address: Address, slot: Hex): ReadPlan<Hex> {
  return {
    requests: [{ kind: 'storage', address, slot }],
    next: (results) => {
      const [result] = results
      if (result?.kind !== 'storage') throw new TypeError(`the runner answered a storage read with ${result?.kind ?? 'nothing'}`)
      return { value: result.value }
    },
  }
}
