import { type Address, concat, encodeFunctionData, type Hex, pad, parseAbi } from 'viem'
import type { ExpectedEvent } from '../../simulation/expectedEvent.js'
import type { RouteSimulation, SimulationStep } from '../../simulation/routeSimulation.js'
import { readContract } from '../../read/readContracts.js'
import { mapRead, readNothing } from '../../read/combinePlans.js'
import type { ReadPlan } from '../../read/readPlan.js'
import { emptySelfCall } from '../../safe/safeCall.js'
import { safeAbi } from '../../safe/safeAbi.js'
import { safeHashes } from '../../safe/safeHashes.js'
import { timelockAbi } from '../../timelock/timelockAbi.js'
import type { SigningRound } from '../signingRound.js'
import type { SafeTimelockBinding } from './safeTimelockBinding.js'
import type { SafeTimelockState } from './safeTimelockState.js'

const approveHashAbi = parseAbi(['function approveHash(bytes32 hashToApprove)'])

/**
 * Events of Safe and timelock in every version: before 1.4.0 the Safe did not index the hash; the L2 edition tells each transaction besides.
 *
 * @source Safe.sol, SafeL2.sol of 1.3.0 and 1.4.1; TimelockController.sol of 4.9 and 5.x
 */
const EVENTS = parseAbi([
  'event ExecutionSuccess(bytes32 indexed txHash, uint256 payment)',
  'event ExecutionFailure(bytes32 indexed txHash, uint256 payment)',
  'event SafeMultiSigTransaction(address to, uint256 value, bytes data, uint8 operation, uint256 safeTxGas, uint256 baseGas, uint256 gasPrice, address gasToken, address refundReceiver, bytes signatures, bytes additionalInfo)',
  'event CallScheduled(bytes32 indexed id, uint256 indexed index, address target, uint256 value, bytes data, bytes32 predecessor, uint256 delay)',
  'event CallSalt(bytes32 indexed id, bytes32 salt)',
  'event CallExecuted(bytes32 indexed id, uint256 indexed index, address target, uint256 value, bytes data)',
  'event Cancelled(bytes32 indexed id)',
  'event MinDelayChange(uint256 oldDuration, uint256 newDuration)',
  'event RoleGranted(bytes32 indexed role, address indexed account, address indexed sender)',
  'event RoleRevoked(bytes32 indexed role, address indexed account, address indexed sender)',
  'event AddedOwner(address indexed owner)',
  'event RemovedOwner(address indexed owner)',
  'event ChangedThreshold(uint256 threshold)',
  'event EnabledModule(address indexed module)',
  'event DisabledModule(address indexed module)',
  'event ChangedGuard(address indexed guard)',
])
const UNINDEXED = parseAbi([
  'event ExecutionSuccess(bytes32 txHash, uint256 payment)',
  'event ExecutionFailure(bytes32 txHash, uint256 payment)',
])

/** @source TimelockController.sol and AccessControl.sol of OpenZeppelin 5.x; 4.x and the Safe revert with texts */
const ERRORS = parseAbi([
  'error TimelockInvalidOperationLength(uint256 targets, uint256 payloads, uint256 values)',
  'error TimelockInsufficientDelay(uint256 delay, uint256 minDelay)',
  'error TimelockUnexpectedOperationState(bytes32 operationId, bytes32 expectedStates)',
  'error TimelockUnexecutedPredecessor(bytes32 predecessorId)',
  'error TimelockUnauthorizedCaller(address caller)',
  'error AccessControlUnauthorizedAccount(address account, bytes32 neededRole)',
  'error FailedCall()',
])

/** How a simulation walks Safe → timelock: owners' approvals, `execTransaction`, the delay, `executeBatch`. */
export const safeTimelockSimulation: RouteSimulation<SafeTimelockState, SafeTimelockBinding> = {
  stages: ({ binding, status, state, sender }) => [
    { stepsPlan: readNothing(() => signingSteps({ binding, state, sender, isSigning: status.phase === 'signing' })) },
    {
      readyAtPlan: readyAtPlan(binding),
      unready: { step: 'delay', reason: 'the timelock does not hold the operation after the signing rounds' },
      stepsPlan: readNothing(() => [{ name: 'execute', isPart: true, from: sender, call: binding.execution }]),
    },
  ],
  boundCall: ({ execution }) => execution,
  emitters: 'the Safe, the timelock',
  events: [...EVENTS, ...UNINDEXED],
  errors: ERRORS,
  expectedEvents: ({ binding, phase }) => [
    ...(phase === 'signing' ? schedulingEvents(binding) : []),
    ...executionEvents(binding),
  ],
}

/**
 * Lay out the transactions up to the scheduling, which the proposal still has before it while it is signed.
 *
 * Owners approve the round's hash on chain instead of signing, so that the very fields which they would sign are executed.
 */
function signingSteps(input: {
  readonly binding: SafeTimelockBinding
  readonly state: SafeTimelockState
  readonly sender: Address
  readonly isSigning: boolean
}): SimulationStep[] {
  const { binding, state, sender } = input
  if (!input.isSigning) return []
  // The Safe wants signatures in ascending order of the owners, and counts no more than its threshold.
  const owners = [...state.safe.owners]
    .sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
    .slice(0, state.safe.threshold)
  return binding.rounds.flatMap((round, i): SimulationStep[] => [
    ...(i === 0 ? queuedBefore(round, state).flatMap((queued) => standIn(queued, { owners, sender })) : []),
    ...owners.map((owner) => approval(round, owner)),
    {
      name: round.purpose,
      isPart: true,
      from: sender,
      call: { to: round.safe, value: '0', data: execTransaction(round, owners) },
      inner: { from: round.safe, call: round.transaction },
    },
  ])
}

function readyAtPlan({ timelock, operation }: SafeTimelockBinding): ReadPlan<number | null> {
  return mapRead(
    readContract({ address: timelock, abi: timelockAbi, functionName: 'getTimestamp', args: [operation.id] }),
    // 0 is unknown and 1 is done; both are no time.
    (timestamp) => (timestamp <= 1n ? null : Number(timestamp)),
  )
}

/**
 * List the transactions that stand for those which are queued in the Safe before a round: empty calls, since what is queued there is
 * for its owners to sign or reject, and only its nonces are known to be spent by then.
 */
function queuedBefore(
  { chainId, safe, safeVersion: version, transaction }: SigningRound,
  state: SafeTimelockState,
): SigningRound[] {
  const [from, to] = [BigInt(state.safe.nonce), BigInt(transaction.nonce)]
  return Array.from({ length: to > from ? Number(to - from) : 0 }, (_, i) => {
    const empty = emptySelfCall({ safe, nonce: (from + BigInt(i)).toString() })
    const hashes = safeHashes({ chainId, safe, version, transaction: empty })
    return { purpose: 'reject', chainId, safe, safeVersion: version, transaction: empty, hashes }
  })
}

function standIn(queued: SigningRound, { owners, sender }: { owners: readonly Address[]; sender: Address }): SimulationStep[] {
  const call = { to: queued.safe, value: '0', data: execTransaction(queued, owners) }
  return [...owners.map((owner) => approval(queued, owner)), { name: 'queue', isPart: false, from: sender, call }]
}

function approval({ safe, hashes }: SigningRound, owner: Address): SimulationStep {
  const data = encodeFunctionData({ abi: approveHashAbi, functionName: 'approveHash', args: [hashes.safeTxHash] })
  return { name: 'approve', isPart: false, from: owner, call: { to: safe, value: '0', data } }
}

/** @source Safe.sol (`checkNSignatures`): v = 1 and the owner in r's place is a hash approved on chain */
function execTransaction({ transaction: tx }: SigningRound, owners: readonly Address[]): Hex {
  const preValidated = owners.map((owner) => concat([pad(owner, { size: 32 }), pad('0x', { size: 32 }), '0x01']))
  return encodeFunctionData({
    abi: safeAbi,
    functionName: 'execTransaction',
    args: [
      tx.to,
      BigInt(tx.value),
      tx.data,
      tx.operation,
      BigInt(tx.safeTxGas),
      BigInt(tx.baseGas),
      BigInt(tx.gasPrice),
      tx.gasToken,
      tx.refundReceiver,
      concat(preValidated),
    ],
  })
}

function schedulingEvents({ safe, timelock, operation, rounds }: SafeTimelockBinding): ExpectedEvent[] {
  const { id, salt, predecessor, delaySeconds } = operation
  return rounds.flatMap(({ purpose: step, hashes }): ExpectedEvent[] => [
    { step, address: safe, event: 'SafeMultiSigTransaction', arguments: [], isOptional: true },
    { step, address: safe, event: 'ExecutionSuccess', arguments: named({ txHash: hashes.safeTxHash, payment: '0' }) },
    ...callsOf(operation).map((call, index) => ({
      step,
      address: timelock,
      event: 'CallScheduled',
      arguments: named({ id, index: String(index), ...call, predecessor, delay: String(delaySeconds) }),
    })),
    // Since OpenZeppelin 4.9; older timelocks do not tell the salt.
    { step, address: timelock, event: 'CallSalt', arguments: named({ id, salt }), isOptional: true },
  ])
}

function executionEvents({ timelock, operation }: SafeTimelockBinding): ExpectedEvent[] {
  return callsOf(operation).map((call, index) => ({
    step: 'execute',
    address: timelock,
    event: 'CallExecuted',
    arguments: named({ id: operation.id, index: String(index), ...call }),
  }))
}

function callsOf({ targets, values, payloads }: SafeTimelockBinding['operation']) {
  return targets.map((target, i) => ({ target, value: values[i] ?? '', data: payloads[i] ?? '' }))
}

function named(values: Readonly<Record<string, string>>): ExpectedEvent['arguments'] {
  return Object.entries(values).map(([name, value]) => ({ name, value }))
}
