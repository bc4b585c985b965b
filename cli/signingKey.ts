import type { Hex } from 'viem'
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { InvalidPrivateKey } from '../activities/chain/relayer.js'
import { EnvironmentVariableMissing } from '../config/errors.js'
import type { Session } from './session.js'

/** A key that the user named by its environment variable. */
export interface SigningKey {
  readonly account: PrivateKeyAccount
  /** Never printed. */
  readonly privateKey: Hex
}

/**
 * Take a private key from the environment variable that the user named. From here on its value is redacted from every text.
 *
 * @throws {EnvironmentVariableMissing} when the variable is not set
 * @throws {InvalidPrivateKey} when it holds no private key
 */
export function signingKey(session: Session, variable: string): SigningKey {
  const value = session.environment(variable)
  if (value === undefined) throw new EnvironmentVariableMissing(variable)
  session.discretion.keepSecret(value)
  const privateKey = value.startsWith('0x') ? value : `0x${value}`
  if (!/^0x[0-9a-fA-F]{64}$/.test(privateKey)) throw new InvalidPrivateKey(variable)
  session.discretion.keepSecret(privateKey)
  try {
    return { account: privateKeyToAccount(privateKey as Hex), privateKey: privateKey as Hex }
  } catch {
    // Zero, or beyond the curve's order: the library's own error holds the number.
    throw new InvalidPrivateKey(variable)
  }
}
