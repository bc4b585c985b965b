import type { Hex } from 'viem'
import { PlimsollError } from '../../core/errors/plimsollError.js'

/** Bytes are not the timelock call that they should be. */
export class NotATimelockCall extends PlimsollError {
  readonly code = 'NOT_A_TIMELOCK_CALL'
  readonly data: Hex

  constructor(expected: 'scheduleBatch' | 'executeBatch' | 'cancel', data: Hex) {
    super({
      shortMessage: `The calldata (${(data.length - 2) / 2} bytes, selector ${data.slice(0, 10)}) is no well-formed ${expected}.`,
      metaMessages: ['Do not sign it. Draft the proposal again and compare the hashes.'],
    })
    this.data = data
  }
}
