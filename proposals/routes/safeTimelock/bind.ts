import { type Hex, zeroHash } from 'viem'
import { durationMs } from '../../../core/duration.js'
import type { Call } from '../../call.js'
import { emptySelfCall, safeCall } from '../../safe/safeCall.js'
import { safeHashes } from '../../safe/safeHashes.js'
import type { SafeTransaction } from '../../safe/safeTransaction.js'
import { cancel, executeBatch, scheduleBatch } from '../../timelock/timelockCalls.js'
import { operationId } from '../../timelock/timelockOperation.js'
import type { SigningRound } from '../signingRound.js'
import type { SafeTimelockBinding } from './safeTimelockBinding.js'
import type { SafeTimelockConfig } from './safeTimelockConfig.js'
import { safeTimelockExits, safeTimelockSteps } from './safeTimelockSteps.js'
import type { SafeTimelockState } from './safeTimelockState.js'

/**
 * Bind calls to one Safe transaction that schedules them as one batch; its salt is the proposal id, its delay the timelock's own or the
 * configured one, whichever is longer.
 *
 * Binds whatever the state is: whether the Safe may propose at all is for the checks to say.
 *
 * @throws {UnsupportedSafeVersion} when the Safe's signing rules are not known.
 */
export function bind({
  config,
  state,
  chainId,
  calls,
  proposalId,
}: {
  config: SafeTimelockConfig
  state: SafeTimelockState
  chainId: number
  calls: readonly Call[]
  proposalId: Hex
}): SafeTimelockBinding {
  const { safe, timelock } = config
  const content = {
    timelock,
    targets: calls.map(({ to }) => to),
    values: calls.map(({ value }) => value),
    payloads: calls.map(({ data }) => data),
    predecessor: zeroHash,
    salt: proposalId,
    delaySeconds: Math.max(state.timelock.minDelaySeconds, Math.ceil(durationMs(config.minimumDelay) / 1_000)),
  }
  const operation = { ...content, id: operationId(content) }
  const { nonce, version } = state.safe
  const round = (purpose: SigningRound['purpose'], transaction: SafeTransaction): SigningRound => ({
    purpose,
    chainId,
    safe,
    safeVersion: version,
    transaction,
    hashes: safeHashes({ chainId, safe, version, transaction }),
  })
  const [execution, cancellation] = [executeBatch(operation), cancel(operation)]
  return {
    kind: 'safeTimelock',
    safe,
    timelock,
    operation,
    steps: safeTimelockSteps({ execution }),
    exits: safeTimelockExits({ cancellation }),
    rounds: [round('schedule', safeCall({ ...scheduleBatch(operation), nonce }))],
    rejection: round('reject', emptySelfCall({ safe, nonce })),
    execution,
    cancellation,
  }
}
