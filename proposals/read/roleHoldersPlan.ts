import { type Address, getAddress, type Hex } from 'viem'
import { readContract } from './readContracts.js'
import type { ReadPlan } from './readPlan.js'
import { accessControlAbi, roleGrantedEvent } from './accessControlAbi.js'
import { mapRead, readAll, thenRead } from './combinePlans.js'
import { readLogs } from './readLogs.js'

/**
 * Plan who holds roles of an AccessControl contract: everybody who was ever granted one, confirmed by `hasRole`.
 *
 * @param candidates - accounts to ask about besides, for contracts whose first events are older than `fromBlock`.
 * @returns holders by role in the order of their first grant
 */
export function roleHoldersPlan({
  contract,
  roles,
  fromBlock,
  candidates = [],
}: {
  contract: Address
  roles: readonly Hex[]
  fromBlock: bigint
  candidates?: readonly Address[]
}): ReadPlan<ReadonlyMap<Hex, readonly Address[]>> {
  const grants = readLogs({ address: contract, event: roleGrantedEvent, fromBlock, topics: [roles] })
  return thenRead(grants, (logs) => {
    const asked = roles.flatMap((role) => {
      const granted = logs.filter(({ args }) => args.role === role).map(({ args }) => getAddress(args.account))
      return [...new Set([...granted, ...candidates.map((account) => getAddress(account))])].map((account) => ({ role, account }))
    })
    const answers = readAll(
      asked.map(({ role, account }) =>
        readContract({ address: contract, abi: accessControlAbi, functionName: 'hasRole', args: [role, account] }),
      ),
    )
    return mapRead(answers, (holds) => {
      const confirmed = asked.filter((_, i) => holds[i] === true)
      return new Map(roles.map((role) => [role, confirmed.filter((pair) => pair.role === role).map(({ account }) => account)]))
    })
  })
}
