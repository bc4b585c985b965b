import { proxyActivities } from '@temporalio/workflow'
import type { Activities } from '../../activities/index.js'
import type { TransactionPurpose } from '../../activities/chain/transactionActivities.js'
import type { MarketId } from '../../core/units/marketId.js'
import type { Call } from '../../proposals/call.js'
import { chainWriteOptions, type Timeouts, waitOptions } from '../activityOptions.js'

/**
 * Write to the chain in four steps, each recorded before the next begins: reserve the nonce, prepare and sign, broadcast, confirm.
 *
 * A nonce that another transaction used starts over; `isDone` is asked before every attempt, so that an effect that is
 * there already is success.
 *
 * @returns the transaction's hash, or null when there was nothing left to do
 * @throws an activity failure of type TRANSACTION_REVERTS when the call would revert or did
 */
export async function submit(input: {
  market: MarketId
  call: Call
  purpose: TransactionPurpose
  timeouts: Timeouts
  isDone: () => Promise<boolean>
}): Promise<{ hash: string; outcome: 'success' | 'reverted' } | null> {
  const { market, call, purpose, timeouts } = input
  const writes = proxyActivities<Activities>(chainWriteOptions(timeouts))
  const waits = proxyActivities<Activities>(waitOptions(timeouts))
  for (;;) {
    if (await input.isDone()) return null
    const { nonce } = await writes.reserveNonce({ market })
    const transaction = await writes.prepareTransaction({ market, nonce, call, purpose })
    await writes.broadcastTransaction({ market, transaction })
    const confirmed = await waits.confirmTransaction({ market, transaction })
    if (confirmed.outcome !== 'replaced') return { hash: transaction.hash, outcome: confirmed.outcome }
  }
}
