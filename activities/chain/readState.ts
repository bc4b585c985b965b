import type { MarketId } from '../../core/units/marketId.js'
import { isDebtComplete } from '../../models/book/book.js'
import type { ReadBlock } from '../../proposals/read/readPlan.js'
import type { ChainState } from '../../proposals/targets/chainState.js'
import { targetFor } from '../../proposals/targets/registry.js'
import { type ActivityDependencies, marketRuntime } from '../dependencies.js'
import { indexedAccounts } from './accountsIndex/indexedAccounts.js'
import { assertWitness } from './assertWitness.js'
import { forgetLogs } from './logMemory.js'
import { NodesDisagree } from './rpcErrors.js'
import { latestBlock, runReadPlan } from './runReadPlan.js'

/**
 * Read a market's parameters, prices and every borrower's position at one block.
 *
 * Accounts that earlier runs found are not searched again; where the positions do not hold the whole debt the search begins anew, once.
 * A state that stays incomplete is returned all the same: the check `positions-complete` stops a proposal and says by how much.
 *
 * Reads: the chain, the witness where one is configured, the index of accounts. Writes: the index.
 *
 * @param block - the latest by default
 * @throws {NodesDisagree} {NodeLagging} {BlockReplaced} and the other failures of a node, all to be tried again
 */
export async function readState(
  dependencies: Pick<ActivityDependencies, 'markets' | 'evidence' | 'cursors'>,
  market: MarketId,
  { block, onProgress = () => {} }: { readonly block?: ReadBlock; readonly onProgress?: () => void } = {},
): Promise<{ readonly state: ChainState; readonly block: ReadBlock }> {
  const { config, chain } = marketRuntime(dependencies, market)
  const { evidence, cursors } = dependencies
  const { client, chainId, witness } = chain
  const target = targetFor(config.target)
  const at = block ?? (await latestBlock(client, onProgress))
  const index = cursors === undefined ? undefined : indexedAccounts({ evidence, cursors, market: config.id, chainId })
  const run = async () => {
    const plan = target.statePlan({ market: config.id, chainId })
    return (await runReadPlan(client, plan, { block: at, onProgress, ...(index === undefined ? {} : { accounts: index.read }) }))
      .value
  }
  let state = await run()
  if (index?.mayBeStale() === true && !isDebtComplete(target.bookOf(state))) {
    index.distrust('the known positions did not hold the whole debt')
    state = await run()
  }
  if (witness !== undefined) {
    try {
      await assertWitness({
        witness,
        readings: target.readingsOf(state),
        block: at,
        parametersPlan: target.parametersPlan(),
        onProgress,
      })
    } catch (error) {
      // Whichever node left an event out: the next attempt must not get it from memory.
      if (error instanceof NodesDisagree) await forgetLogs(client, witness.client)
      throw error
    }
  }
  const positionsIndex = index?.claim()
  return { state: positionsIndex ? { ...state, positionsIndex } : state, block: at }
}
