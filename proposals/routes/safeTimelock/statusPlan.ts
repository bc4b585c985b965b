import type { Hex } from 'viem'
import { mapRead, readEach } from '../../read/combinePlans.js'
import { readContracts } from '../../read/readContracts.js'
import { readLogs } from '../../read/readLogs.js'
import type { ReadBlock, ReadPlan } from '../../read/readPlan.js'
import { safeAbi } from '../../safe/safeAbi.js'
import { timelockAbi } from '../../timelock/timelockAbi.js'
import { StatusUnclear } from '../errors.js'
import type { PulsedStatus } from '../route.js'
import type { RouteStatus } from '../routeStatus.js'
import { executedSafeTransactionsPlan } from './executedSafeTransactionsPlan.js'
import type { SafeTimelockBinding } from './safeTimelockBinding.js'
import { SAFE_TIMELOCK_STEP as STEP } from './safeTimelockSteps.js'

type TimelockEvent<Name extends string> = Extract<(typeof timelockAbi)[number], { type: 'event'; name: Name }>

function event<Name extends TimelockEvent<string>['name']>(name: Name): TimelockEvent<Name> {
  return timelockAbi.find((item) => item.type === 'event' && item.name === name) as TimelockEvent<Name>
}

/** Emitted for each call of a scheduled batch. */
const callScheduledEvent = event('CallScheduled')
/** Emitted for each call of an executed batch. */
const callExecutedEvent = event('CallExecuted')
/** Emitted when a scheduled operation is ended. */
const cancelledEvent = event('Cancelled')

/** What the timelock stores in place of a time once an operation is done. @source TimelockController.sol (`DONE_TIMESTAMP`) */
const DONE_TIMESTAMP = 1n

/**
 * Where a proposal is on this route. `signing`: the round still awaits execution; `delayed`: scheduled, not ready; `cancelled`: the scheduled
 * operation was cancelled; `superseded`: the round's nonce was spent by a transaction that is neither the round nor its rejection; `rejected`: it
 * was spent by the rejection.
 */
type Phase = 'signing' | 'delayed' | 'executable' | 'executed' | 'cancelled' | 'superseded' | 'rejected'

/** What ended a proposal. */
const BECAUSE = {
  cancelled: 'the scheduled operation was cancelled',
  superseded: 'the Safe nonce was used by another transaction',
  rejected: 'the nonce was spent by the rejection',
} as const

/**
 * Read where a bound proposal is. The timelock's word comes first: an operation that it knows is scheduled or done whatever the Safe's
 * nonce says, since another proposer may have scheduled the same bytes.
 *
 * @param fromBlock - the block of the draft: nothing of the proposal is older.
 * @throws {StatusUnclear} (from the plan) when the nonce is spent and no event tells by what.
 */
export function statusPlan(input: { binding: SafeTimelockBinding; fromBlock: bigint }): ReadPlan<RouteStatus> {
  return mapRead(pulsedStatusPlan(input), ({ status }) => status)
}

/** Read the status with the pulse of the very answers that it was told from. */
export function pulsedStatusPlan({
  binding,
  fromBlock,
}: {
  binding: SafeTimelockBinding
  fromBlock: bigint
}): ReadPlan<PulsedStatus> {
  const { safe, timelock, operation } = binding
  const byId = { address: timelock, fromBlock, topics: [operation.id] }
  const reads = readEach({
    calls: statusCalls(binding),
    scheduled: readLogs({ ...byId, event: callScheduledEvent }),
    executed: readLogs({ ...byId, event: callExecutedEvent }),
    cancelled: readLogs({ ...byId, event: cancelledEvent }),
    safeTransactions: executedSafeTransactionsPlan(safe, fromBlock),
  })
  return mapRead(reads, (answers, block) => ({ pulse: pulseOf(answers.calls), status: statusOf({ binding, block, ...answers }) }))
}

interface Answers {
  readonly binding: SafeTimelockBinding
  readonly block: ReadBlock
  readonly calls: StatusCalls
  readonly scheduled: readonly TransactionLog[]
  readonly executed: readonly TransactionLog[]
  readonly cancelled: readonly TransactionLog[]
  readonly safeTransactions: ReadonlyMap<Hex, Hex>
}

interface TransactionLog {
  readonly transactionHash: Hex
}

function statusOf({ binding, block, calls, scheduled, executed, cancelled, safeTransactions }: Answers): RouteStatus {
  const [timestamp, isKnown, isReady, isDone, nonce] = calls
  const last = (logs: readonly TransactionLog[]) => logs.at(-1)?.transactionHash ?? null
  if (isDone || timestamp === DONE_TIMESTAMP)
    return status({ phase: 'executed', step: STEP.done, transactionHash: last(executed), block })
  if (isKnown) {
    const at = isReady
      ? ({ phase: 'executable', step: STEP.execute } as const)
      : ({ phase: 'delayed', step: STEP.delay } as const)
    return status({ ...at, readyAtSeconds: Number(timestamp), transactionHash: last(scheduled), block })
  }
  if (cancelled.length > 0) {
    // Another Safe nonce may have scheduled the operation: then the round's own bytes are still good for scheduling it again.
    const isSpent = nonce > BigInt(binding.rounds[0]?.transaction.nonce ?? 0)
    return status({ phase: 'cancelled', step: isSpent ? STEP.done : STEP.schedule, transactionHash: last(cancelled), block })
  }
  return safeStatus({ binding, nonce, safeTransactions, block })
}

/** Read what every phase depends on, without the logs that only tell which transaction brought it about. */
export function pulsePlan(binding: SafeTimelockBinding): ReadPlan<string> {
  return mapRead(statusCalls(binding), pulseOf)
}

function pulseOf(calls: StatusCalls): string {
  return calls.join('/')
}

type StatusCalls = readonly [timestamp: bigint, isKnown: boolean, isReady: boolean, isDone: boolean, nonce: bigint]

function statusCalls({ safe, timelock, operation }: SafeTimelockBinding) {
  return readContracts([
    { address: timelock, abi: timelockAbi, functionName: 'getTimestamp', args: [operation.id] },
    { address: timelock, abi: timelockAbi, functionName: 'isOperation', args: [operation.id] },
    { address: timelock, abi: timelockAbi, functionName: 'isOperationReady', args: [operation.id] },
    { address: timelock, abi: timelockAbi, functionName: 'isOperationDone', args: [operation.id] },
    { address: safe, abi: safeAbi, functionName: 'nonce' },
  ])
}

function safeStatus({
  binding,
  nonce,
  safeTransactions,
  block,
}: {
  binding: SafeTimelockBinding
  nonce: bigint
  safeTransactions: ReadonlyMap<Hex, Hex>
  block: ReadBlock
}): RouteStatus {
  const [round] = binding.rounds
  if (round === undefined || nonce <= BigInt(round.transaction.nonce)) {
    return status({ phase: 'signing', step: STEP.schedule, transactionHash: null, block })
  }
  const rejectedBy = safeTransactions.get(binding.rejection.hashes.safeTxHash)
  if (rejectedBy !== undefined) return status({ phase: 'rejected', step: STEP.schedule, transactionHash: rejectedBy, block })
  // The nonce is spent and nothing of this proposal is scheduled: by another transaction, or by the round itself having failed. Executions
  // spend nonces one by one, so the last n of them are the n nonces below the present one.
  const spentSince = Number(nonce - BigInt(round.transaction.nonce))
  const spentBy = [...safeTransactions.values()].at(-spentSince)
  // How it was spent decides between rejected and superseded, and both are final: not to be told from half of the answers.
  if (spentBy === undefined) throw new StatusUnclear(binding.safe, round.transaction.nonce, block.number)
  return status({ phase: 'superseded', step: STEP.schedule, transactionHash: spentBy, block })
}

function status({
  block,
  readyAtSeconds = null,
  ...rest
}: Pick<RouteStatus, 'step' | 'transactionHash'> & {
  phase: Phase
  readyAtSeconds?: number | null
  block: ReadBlock
}): RouteStatus {
  const { phase } = rest
  const outcome = phase === 'signing' || phase === 'delayed' || phase === 'executable' ? null : phase
  const because = outcome === null || outcome === 'executed' ? null : BECAUSE[outcome]
  return {
    ...rest,
    outcome,
    because,
    readyAtSeconds,
    block: { number: block.number.toString(), timestampSeconds: block.timestampSeconds },
  }
}
