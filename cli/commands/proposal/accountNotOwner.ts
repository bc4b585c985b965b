import type { Address } from 'viem'
import { PlimsollError } from '../../../core/errors/plimsollError.js'

/** The account that is to sign is no owner of the Safe. Nothing was signed. */
export class AccountNotOwner extends PlimsollError {
  readonly code = 'ACCOUNT_NOT_OWNER'

  /**
   * @param input.source - where the account comes from: "The key in OWNER_KEY is of", "--approved-hash names"
   * @param input.option - what names an owner instead
   */
  constructor(input: {
    readonly account: Address
    readonly source: string
    readonly option: string
    readonly safe: Address
    readonly owners: readonly Address[]
  }) {
    const { account, source, option, safe, owners } = input
    super({
      shortMessage: `${source} the account ${account}, which is no owner of the Safe ${safe}.`,
      metaMessages: [`Owners: ${owners.join(', ')}.`, `Nothing was signed. Name an owner's: ${option}.`],
    })
  }
}
