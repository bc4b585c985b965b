import type { Address, Hex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { PlimsollError } from '../../core/errors/plimsollError.js'

/** An environment variable that should hold a private key holds something else. Its text is never shown. */
export class InvalidPrivateKey extends PlimsollError {
  readonly code = 'INVALID_PRIVATE_KEY'
  readonly kind = 'configuration'

  constructor(variable: string) {
    super({
      shortMessage: `The environment variable ${variable} does not hold a private key.`,
      metaMessages: ['Give 0x and 64 hex digits.'],
    })
  }
}

/**
 * Make a relayer from a private key.
 *
 * @param variable - name of the environment variable that the key came from, for the error
 * @throws {InvalidPrivateKey} when the text is not 0x and 64 hex digits
 */
export function keyRelayer(privateKey: string, variable: string): Relayer {
  if (!/^0x[0-9a-fA-F]{64}$/.test(privateKey)) throw new InvalidPrivateKey(variable)
  const account = privateKeyToAccount(privateKey as Hex)
  return {
    address: account.address,
    signTransaction: (transaction) => account.signTransaction({ ...transaction, type: 'eip1559' }),
  }
}

/** A transaction to be signed: all fields fixed. Fees in wei. */
export interface UnsignedTransaction {
  readonly chainId: number
  readonly nonce: number
  readonly to: Address
  readonly data: Hex
  readonly value: bigint
  readonly gas: bigint
  readonly maxFeePerGas: bigint
  readonly maxPriorityFeePerGas: bigint
}

/**
 * An account that pays gas and signs transactions; it has no authority over any parameter.
 *
 * A file key, a KMS or a hardware wallet each implement this.
 */
export interface Relayer {
  readonly address: Address
  /** Sign an EIP-1559 transaction; returns the raw bytes. */
  readonly signTransaction: (transaction: UnsignedTransaction) => Promise<Hex>
}
