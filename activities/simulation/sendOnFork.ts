import { getAddress, type Hex, type Log, type TransactionReceipt } from 'viem'
import type { AbiError } from '../../proposals/simulation/abiError.js'
import type { SimulationStep } from '../../proposals/simulation/routeSimulation.js'
import type { SimulatedTransaction } from '../../proposals/simulation/simulationResult.js'
import { explainRevert } from './explainRevert.js'
import type { ForkClient } from './startFork.js'

/** Gas of one transaction: what every chain with EIP-7825 allows at most, less what a relayer's margin needs. */
const GAS_LIMIT = 16_000_000n

/** What became of one step on a fork. */
export interface SentOnFork {
  readonly transaction: SimulatedTransaction
  readonly logs: readonly Log[]
  /** Why it reverted; null when it did not. */
  readonly reason: string | null
}

/**
 * Send steps in one block of a fork at a given time, as whoever they are from, for nothing: no balance is needed or changed.
 *
 * @param timestampSeconds - after the fork's last block.
 */
export async function sendOnFork(
  client: ForkClient,
  steps: readonly SimulationStep[],
  { timestampSeconds, errors }: { readonly timestampSeconds: number; readonly errors: readonly AbiError[] },
): Promise<SentOnFork[]> {
  await client.setNextBlockBaseFeePerGas({ baseFeePerGas: 0n })
  const hashes: Hex[] = []
  for (const { from, call } of steps) {
    const [account, to] = [getAddress(from), getAddress(call.to)]
    const transaction = { to, data: call.data, value: BigInt(call.value), gas: GAS_LIMIT, gasPrice: 0n }
    hashes.push(await client.sendTransaction({ account, ...transaction, chain: null }))
  }
  await mineOnFork(client, timestampSeconds)
  const receipts = await Promise.all(hashes.map((hash) => client.getTransactionReceipt({ hash })))
  return Promise.all(steps.map((step, i) => describe(client, step, receipts[i] as TransactionReceipt, timestampSeconds, errors)))
}

/** Mine one block of a fork at a given time, after its last block. */
export async function mineOnFork(client: ForkClient, timestampSeconds: number): Promise<void> {
  await client.setNextBlockTimestamp({ timestamp: BigInt(timestampSeconds) })
  await client.mine({ blocks: 1 })
}

async function describe(
  client: ForkClient,
  step: SimulationStep,
  { status, gasUsed, logs }: TransactionReceipt,
  timestampSeconds: number,
  errors: readonly AbiError[],
): Promise<SentOnFork> {
  const outcome = status === 'success' ? 'success' : 'reverted'
  return {
    transaction: {
      step: step.name,
      from: getAddress(step.from),
      to: getAddress(step.call.to),
      outcome,
      gasUsed: gasUsed.toString(),
      timestampSeconds,
    },
    logs,
    reason: outcome === 'success' ? null : await explainRevert(client, step, errors),
  }
}
