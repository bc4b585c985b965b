import { type Address, type Hex, keccak256, stringToBytes, zeroHash } from 'viem'
import { accessControlAbi } from '../../read/accessControlAbi.js'
import { mapRead, readAll, readEach, thenRead } from '../../read/combinePlans.js'
import { roleHoldersPlan } from '../../read/roleHoldersPlan.js'
import { readContract } from '../../read/readContracts.js'
import type { ReadPlan } from '../../read/readPlan.js'
import type { Authority } from '../authority.js'
import { addressesProviderAbi } from './aaveV3Abi.js'
import type { AaveV3Config } from './aaveV3Config.js'
import { contractsPlan } from './contractsPlan.js'

const role = (name: string): Hex => keccak256(stringToBytes(name))

/** Roles of the ACL manager that reach a parameter, directly or by what they can replace. */
const ACL_ROLES: readonly (Pick<Authority, 'effect' | 'power'> & { readonly name: string; readonly id: Hex })[] = [
  {
    name: 'RISK_ADMIN',
    id: role('RISK_ADMIN'),
    effect: 'sets',
    power: 'Sets LTV, liquidation threshold, bonus, caps and rates of every reserve.',
  },
  {
    name: 'POOL_ADMIN',
    id: role('POOL_ADMIN'),
    effect: 'sets',
    power: 'Sets every parameter of every reserve and replaces token contracts.',
  },
  {
    name: 'EMERGENCY_ADMIN',
    id: role('EMERGENCY_ADMIN'),
    effect: 'stops',
    power: 'Pauses and freezes reserves and zeroes LTV; sets no liquidation threshold.',
  },
  {
    name: 'ASSET_LISTING_ADMIN',
    id: role('ASSET_LISTING_ADMIN'),
    effect: 'controls',
    power: 'Lists reserves and replaces the price source of every asset.',
  },
  { name: 'DEFAULT_ADMIN', id: zeroHash, effect: 'controls', power: 'Grants and revokes every role, its own included.' },
]

/**
 * Read everybody who can change a parameter: holders of the ACL manager's roles and of whatever role administers those, the owner
 * of the addresses provider and the ACL admin that it names.
 */
export function authorityPlan(config: AaveV3Config): ReadPlan<readonly Authority[]> {
  return thenRead(contractsPlan(config), ({ aclManager, poolAddressesProvider }) => {
    const provider = { address: poolAddressesProvider, abi: addressesProviderAbi } as const
    const reads = readEach({
      owner: readContract({ ...provider, functionName: 'owner' }),
      aclAdmin: readContract({ ...provider, functionName: 'getACLAdmin' }),
      acl: aclPlan(aclManager, BigInt(config.fromBlock)),
    })
    return mapRead(reads, ({ owner, aclAdmin, acl }) => [
      ...acl,
      {
        role: 'owner of the addresses provider',
        contract: poolAddressesProvider,
        effect: 'controls' as const,
        power: 'Replaces the pool, the configurator, the oracle and the ACL manager themselves.',
        holders: notNobody(owner),
      },
      {
        role: 'ACL admin',
        contract: poolAddressesProvider,
        effect: 'controls' as const,
        power: 'Becomes the default admin of the next ACL manager that is deployed for the market.',
        holders: notNobody(aclAdmin),
      },
    ])
  })
}

function aclPlan(aclManager: Address, fromBlock: bigint): ReadPlan<readonly Authority[]> {
  const admins = readAll(
    ACL_ROLES.map(({ id }) =>
      readContract({ address: aclManager, abi: accessControlAbi, functionName: 'getRoleAdmin', args: [id] }),
    ),
  )
  return thenRead(admins, (adminRoles) => {
    const others = [...new Set(adminRoles)].filter((id) => !ACL_ROLES.some((known) => known.id === id))
    const roles = [
      ...ACL_ROLES,
      ...others.map((id) => ({
        name: `role ${id}`,
        id,
        effect: 'controls' as const,
        power: `Grants and revokes ${ACL_ROLES.filter((_, i) => adminRoles[i] === id)
          .map(({ name }) => name)
          .join(', ')}.`,
      })),
    ]
    const holders = roleHoldersPlan({ contract: aclManager, roles: roles.map(({ id }) => id), fromBlock })
    return mapRead(holders, (byRole) =>
      roles.map(({ name, id, effect, power }) => ({
        role: name,
        contract: aclManager,
        effect,
        power,
        holders: [...(byRole.get(id) ?? [])],
      })),
    )
  })
}

function notNobody(account: Address): Address[] {
  return BigInt(account) === 0n ? [] : [account]
}
