import { toHex } from 'viem'
import { type HDAccount, mnemonicToAccount } from 'viem/accounts'

/** The mnemonic that every development chain uses; its keys are public and hold nothing anywhere. */
export const developmentMnemonic = 'test test test test test test test test test test test junk'

const borrowersFrom = 100
const lendersFrom = 90

/**
 * Derive one account of the development mnemonic.
 *
 * @param index - address index of m/44'/60'/0'/0.
 */
export function developmentAccount(index: number): HDAccount {
  return mnemonicToAccount(developmentMnemonic, { addressIndex: index })
}

/** Derive the n-th borrower, counted from 0. */
export function borrowerAccount(n: number): HDAccount {
  return developmentAccount(borrowersFrom + n)
}

/** Derive the n-th lender, counted from 0. */
export function lenderAccount(n: number): HDAccount {
  return developmentAccount(lendersFrom + n)
}

/** The named accounts of a local system. The borrowers' and lenders' are derived on demand. */
export interface LocalAccounts {
  /** Deploys everything and then holds no role. */
  readonly deployer: HDAccount
  /** Owners of the Safe. */
  readonly owners: readonly [HDAccount, HDAccount, HDAccount]
  /** Pays gas; executor of the timelock, nothing else. */
  readonly relayer: HDAccount
  /** Canceller of the timelock, nothing else. */
  readonly guardian: HDAccount
  /** Sets the price feeds. */
  readonly feedKeeper: HDAccount
  /** The proposer key: offers transactions to the Safe, owns nothing. */
  readonly delegate: HDAccount
}

/** Derive the named accounts of a local system from the development mnemonic. */
export function localAccounts(): LocalAccounts {
  return {
    deployer: developmentAccount(0),
    owners: [developmentAccount(1), developmentAccount(2), developmentAccount(3)],
    relayer: developmentAccount(4),
    guardian: developmentAccount(5),
    feedKeeper: developmentAccount(6),
    delegate: developmentAccount(7),
  }
}

/** Take the private key of a well-known development account. */
export function privateKeyOf(account: HDAccount): `0x${string}` {
  const key = account.getHdKey().privateKey
  if (key === null) throw new Error('a development account has no private key')
  return toHex(key)
}
