import { zeroAddress } from 'viem'
import type { Relayer } from '../../activities/chain/relayer.js'
import { PlimsollError } from '../../core/errors/plimsollError.js'

/** A process without the relayer's key was asked to send a transaction. */
export class RelayerAbsent extends PlimsollError {
  readonly code = 'RELAYER_ABSENT'

  constructor() {
    super({
      shortMessage: "This process has no relayer: it was not started to serve the chain's task queue.",
      metaMessages: ['Run `plimsoll worker --queues chain` with the variable that keys.relayerKeyEnv names.'],
    })
  }
}

/** Stand in where nothing is ever sent: signing fails by name. */
export const absentRelayer: Relayer = {
  address: zeroAddress,
  signTransaction: () => Promise.reject(new RelayerAbsent()),
}
