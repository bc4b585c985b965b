import * as safeExports from '@safe-global/protocol-kit'
import SafeModule from '@safe-global/protocol-kit'
import type { Address, Hex } from 'viem'
import type { SigningRound } from '../../proposals/routes/signingRound.js'
import { parseSignature } from '../../proposals/safe/parseSignature.js'
import type { SafeTransaction } from '../../proposals/safe/safeTransaction.js'
import { approvedHashSignature } from '../../proposals/safe/signatures.js'
import type { ChainClient } from '../chain/chainClient.js'
import { SafeHashMismatch } from './errors.js'
import { safeDeployments } from './safeDeployments.js'

/** A Safe transaction as protocol-kit carries it: fields and signatures. */
export interface KitTransaction {
  readonly data: {
    readonly to: string
    readonly value: string
    readonly data: string
    readonly operation: number
    readonly nonce: number
  }
  addSignature(signature: unknown): void
  getSignature(signer: string): { readonly data: string } | undefined
}

/** The part of protocol-kit's `Safe` that Plimsoll uses. */
export interface Kit {
  createTransaction(input: {
    transactions: readonly { to: string; value: string; data: string; operation: number }[]
    options: Readonly<Record<string, string | number>>
  }): Promise<KitTransaction>
  getTransactionHash(transaction: KitTransaction): Promise<string>
  signTransaction(transaction: KitTransaction): Promise<KitTransaction>
  getEncodedTransaction(transaction: KitTransaction): Promise<string>
}

interface KitModule {
  init(config: Readonly<Record<string, unknown>>): Promise<Kit>
}

// protocol-kit's types break under NodeNext (its default export is not seen as the class): this file is the one place with a cast.
const kitModule = ('init' in SafeModule ? SafeModule : (SafeModule as { default: unknown }).default) as unknown as KitModule

/**
 * Open a deployed Safe through protocol-kit.
 *
 * @param signer - private key of an owner; left out for reading and encoding
 */
export function openSafe(input: {
  rpcUrl: string
  chainId: number
  safe: Address
  safeVersion: string
  signer?: Hex | undefined
}): Promise<Kit> {
  return kitModule.init({
    provider: input.rpcUrl,
    safeAddress: input.safe,
    contractNetworks: canonicalContractNetworks(input.chainId, input.safeVersion),
    ...(input.signer === undefined ? {} : { signer: input.signer }),
  })
}

/** Rebuild a Safe transaction in protocol-kit from the fields that owners sign. */
export function kitTransaction(kit: Kit, transaction: SafeTransaction): Promise<KitTransaction> {
  const { to, value, data, operation, nonce, safeTxGas, baseGas, gasPrice, gasToken, refundReceiver } = transaction
  return kit.createTransaction({
    transactions: [{ to, value, data, operation }],
    options: { nonce: Number(nonce), safeTxGas, baseGas, gasPrice, gasToken, refundReceiver },
  })
}

/** Make protocol-kit's signature object from a signature that stands alone: an account's, a contract's or an approved hash. */
export function kitSignature(owner: Address, signature: Hex): unknown {
  const parsed = parseSignature(signature)
  if (parsed.kind === 'contract') return new safeExports.EthSafeSignature(owner, parsed.data, true)
  return new safeExports.EthSafeSignature(owner, parsed.kind === 'ecdsa' ? parsed.signature : approvedHashSignature(owner))
}

/**
 * Build every round's transaction a second time with protocol-kit and compare the hashes.
 *
 * @throws {SafeHashMismatch} when the two disagree
 */
export async function assertSameSafeTransaction(chain: ChainClient, rounds: readonly SigningRound[]): Promise<void> {
  for (const { safe, safeVersion, transaction, hashes } of rounds) {
    const kit = await openSafe({ rpcUrl: chain.rpcUrl, chainId: chain.chainId, safe, safeVersion })
    const hash = (await kit.getTransactionHash(await kitTransaction(kit, transaction))) as `0x${string}`
    if (hash !== hashes.safeTxHash) throw new SafeHashMismatch(hashes.safeTxHash, hash, 'protocol-kit')
  }
}

/**
 * Name the Safe contracts of a chain by their canonical addresses, as protocol-kit's `contractNetworks` wants them.
 *
 * The addresses are the same on every chain that deployed through the singleton factory; a chain that protocol-kit knows
 * itself is found in the same registry.
 *
 * @source npm `@safe-global/safe-deployments`, "canonical"
 */
function canonicalContractNetworks(chainId: number, version: string): Record<string, Record<string, string>> {
  const addresses = Object.entries(safeDeployments(version)).flatMap(([name, deployment]) => {
    const address = deployment?.networkAddresses[chainId] ?? deployment?.deployments.canonical?.address
    return typeof address === 'string' ? [[name, address] as const] : []
  })
  return { [chainId]: Object.fromEntries(addresses) }
}
