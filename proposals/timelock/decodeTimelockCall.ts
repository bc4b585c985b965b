import {
  type ContractFunctionArgs,
  decodeFunctionData,
  encodeFunctionData,
  type EncodeFunctionDataParameters,
  type Hex,
} from 'viem'
import { PlimsollError } from '../../core/errors/plimsollError.js'
import { timelockAbi } from './timelockAbi.js'

/** Bytes are not the timelock call that they should be. */
export class NotATimelockCall extends PlimsollError {
  readonly code = 'NOT_A_TIMELOCK_CALL'
  readonly kind = 'failed'
  readonly data: Hex

  constructor(expected: 'scheduleBatch' | 'executeBatch' | 'cancel', data: Hex) {
    super({
      shortMessage: `The calldata (${(data.length - 2) / 2} bytes, selector ${data.slice(0, 10)}) is not a well-formed ${expected}.`,
      metaMessages: ['Do not sign it. Draft the proposal again and compare the hashes.'],
    })
    this.data = data
  }
}

/** Decoded arguments by function. */
export type TimelockCallArguments = {
  readonly [Name in 'scheduleBatch' | 'executeBatch' | 'cancel']: ContractFunctionArgs<
    typeof timelockAbi,
    'nonpayable' | 'payable',
    Name
  >
}

/**
 * Decode a timelock call and demand the canonical encoding: bytes that decode but do not encode back are refused.
 *
 * @throws {NotATimelockCall} when the bytes are no well-formed call of the function.
 */
export function decodeTimelockCall<Name extends keyof TimelockCallArguments>(
  functionName: Name,
  data: Hex,
): TimelockCallArguments[Name] {
  const decoded = decodeOrNull(data)
  if (decoded?.functionName !== functionName) throw new NotATimelockCall(functionName, data)
  if (encodeFunctionData({ abi: timelockAbi, ...decoded } as EncodeFunctionDataParameters) !== data.toLowerCase())
    throw new NotATimelockCall(functionName, data)
  return decoded.args as TimelockCallArguments[Name]
}

function decodeOrNull(data: Hex) {
  try {
    return decodeFunctionData({ abi: timelockAbi, data })
  } catch {
    // viem has an error for each way to be malformed; the caller's one error names what was expected instead.
    return null
  }
}
