import type { Hex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { PlimsollError } from '../../core/errors/plimsollError.js'
import type { Relayer } from './relayer.js'

/** The text in a key's environment variable is no private key. The text itself is never shown. */
export class InvalidPrivateKey extends PlimsollError {
  readonly code = 'INVALID_PRIVATE_KEY'

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
