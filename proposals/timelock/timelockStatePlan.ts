import { type Address, getAddress, zeroAddress } from 'viem'
import { mapRead, readEach } from '../read/combinePlans.js'
import { readContract } from '../read/readContracts.js'
import type { ReadPlan } from '../read/readPlan.js'
import { roleHoldersPlan } from '../read/roleHoldersPlan.js'
import type { TimelockState } from './timelockState.js'
import { TIMELOCK_ROLES, timelockAbi } from './timelockAbi.js'

/**
 * Read a timelock: its least delay and every role's holders. The executor role held by the zero address is open to everybody.
 *
 * @param candidates - accounts to ask about besides those in role events.
 * @throws {ContractReadFailed} (from the plan) when there is no TimelockController at the address.
 */
export function timelockStatePlan({
  address,
  fromBlock,
  candidates,
}: {
  address: Address
  fromBlock: bigint
  candidates: readonly Address[]
}): ReadPlan<TimelockState> {
  const reads = readEach({
    minDelay: readContract({ address, abi: timelockAbi, functionName: 'getMinDelay' }),
    holders: roleHoldersPlan({
      contract: address,
      roles: Object.values(TIMELOCK_ROLES),
      fromBlock,
      candidates: [...candidates, address, zeroAddress],
    }),
  })
  return mapRead(reads, ({ minDelay, holders }) => {
    const of = (role: keyof typeof TIMELOCK_ROLES) =>
      (holders.get(TIMELOCK_ROLES[role]) ?? []).filter((account) => account !== zeroAddress)
    return {
      address: getAddress(address),
      minDelaySeconds: Number(minDelay),
      proposers: of('proposer'),
      cancellers: of('canceller'),
      executors: of('executor'),
      admins: [...new Set([...of('admin'), ...of('formerAdmin')])],
      isExecutionOpen: (holders.get(TIMELOCK_ROLES.executor) ?? []).includes(zeroAddress),
    }
  })
}
