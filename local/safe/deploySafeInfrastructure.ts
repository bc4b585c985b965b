import { concat, getCreate2Address, type Hex, keccak256, type LocalAccount, size, zeroHash } from 'viem'
import { PlimsollError } from '../../core/errors/plimsollError.js'
import { linkBytecode, packageArtifact } from '../chain/contractArtifact.js'
import type { LocalChainClient } from '../chain/testClient.js'
import type { TransactionBatch } from '../chain/transactionBatch.js'
import { safeContracts } from './safeContracts.js'

/** A Safe contract came out at another address, or with other code, than Safe's registry says. */
class SafeInfrastructureMismatch extends PlimsollError {
  readonly code = 'SAFE_INFRASTRUCTURE_MISMATCH'
  readonly kind = 'local'

  constructor(contract: string, what: 'address' | 'code hash', found: string, canonical: string) {
    super({
      shortMessage: `Safe's ${contract} has the ${what} ${found}, and not the canonical ${canonical}.`,
      metaMessages: [
        'Remedy: run `npm install` to restore @safe-global/safe-contracts and safe-deployments to the locked versions.',
      ],
    })
  }
}

/** Safe's singleton factory: CREATE2 with the caller's salt, no owner. */
export const singletonFactory = '0x914d7Fec6aaC8cd542e72Bca78B30650d45643d7'

/** @source safe-global/safe-singleton-factory, the runtime code on every chain */
const singletonFactoryCode: Hex =
  '0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f58015156039578182fd5b8082525050506014600cf3'

/**
 * Put Safe 1.4.1's contracts at their canonical addresses of a local chain.
 *
 * @throws {SafeInfrastructureMismatch} when an address or the code there is not the canonical one.
 */
export async function deploySafeInfrastructure(
  client: LocalChainClient,
  batch: TransactionBatch,
  deployer: LocalAccount,
): Promise<void> {
  await client.setCode({ address: singletonFactory, bytecode: singletonFactoryCode })
  const contracts = safeContracts()
  const creations = await Promise.all(
    contracts.map(async ({ artifactPath }) => linkBytecode(await packageArtifact(artifactPath))),
  )
  contracts.forEach(({ name, canonicalAddress }, i) => {
    const bytecode = creations[i]!
    const address = getCreate2Address({ from: singletonFactory, salt: zeroHash, bytecode })
    if (address !== canonicalAddress) throw new SafeInfrastructureMismatch(name, 'address', address, canonicalAddress)
    const gas = 1_000_000n + BigInt(size(bytecode)) * 500n
    batch.send(deployer, `SingletonFactory (${name})`, singletonFactory, concat([zeroHash, bytecode]), gas)
  })
  await batch.mine()
  const codes = await Promise.all(contracts.map(({ canonicalAddress }) => client.getCode({ address: canonicalAddress })))
  contracts.forEach(({ name, canonicalCodeHash }, i) => {
    const codeHash = keccak256(codes[i] ?? '0x')
    if (codeHash !== canonicalCodeHash) throw new SafeInfrastructureMismatch(name, 'code hash', codeHash, canonicalCodeHash)
  })
}
