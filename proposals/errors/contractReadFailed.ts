import type { Address } from 'viem'
import { PlimsollError } from '../../core/errors/plimsollError.js'

/** A contract did not answer a read that Plimsoll cannot do without. */
export class ContractReadFailed extends PlimsollError {
  readonly code = 'CONTRACT_READ_FAILED'
  readonly address: Address
  readonly functionName: string

  constructor({ address, functionName, why, cause }: { address: Address; functionName: string; why: string; cause?: unknown }) {
    super({
      shortMessage: `${functionName}() of ${address} gave no usable answer: ${why}.`,
      metaMessages: ['Check that the configured address is that of the contract meant, and that the RPC is of the right chain.'],
      cause,
    })
    this.address = address
    this.functionName = functionName
  }
}
