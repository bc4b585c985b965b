import type { Address, Hex } from 'viem'
import { PlimsollError } from '../../../core/errors/plimsollError.js'
import { sameHex } from '../../../core/hex.js'
import type { Call } from '../../call.js'
import { accessControlAbi } from '../../read/accessControlAbi.js'
import { mapRead } from '../../read/combinePlans.js'
import { readContract } from '../../read/readContracts.js'
import { TIMELOCK_ROLES } from '../../timelock/timelockAbi.js'
import { cancel } from '../../timelock/timelockCalls.js'
import { operationId } from '../../timelock/timelockOperation.js'
import { NotTheConfiguredRoute } from '../errors.js'
import type { PlannedVeto, RouteVeto } from '../routeVeto.js'
import type { SafeTimelockBinding, SafeTimelockProposal } from './safeTimelockBinding.js'
import type { SafeTimelockConfig } from './safeTimelockConfig.js'

/** The timelock holds nothing of the proposal that could be cancelled. */
export class NothingToVeto extends PlimsollError {
  readonly code = 'NOTHING_TO_VETO'
  readonly kind = 'refused'

  constructor(operation: Hex, phase: string) {
    super({
      shortMessage: `The timelock holds no pending operation ${operation}: the proposal is ${phase}.`,
      metaMessages: [
        phase === 'signing'
          ? 'Until it is scheduled, owners end it: `plimsoll proposal reject`, then `plimsoll proposal sign --reject`.'
          : 'Nothing was sent.',
      ],
    })
  }
}

/** An account may not cancel the timelock's operations. */
export class NotACanceller extends PlimsollError {
  readonly code = 'NOT_A_CANCELLER'
  readonly kind = 'refused'

  constructor(account: Address, timelock: Address) {
    super({
      shortMessage: `${account} does not hold CANCELLER_ROLE of the timelock ${timelock}.`,
      metaMessages: [
        'Nothing was sent. Use the key of the guardian, or of another canceller (`plimsoll market inspect` lists them).',
      ],
    })
  }
}

/** How the guardian, or another canceller of the timelock, ends a scheduled operation. */
export const safeTimelockVeto: RouteVeto<SafeTimelockConfig, SafeTimelockBinding> = {
  account: ({ guardian }) => guardian,
  plan,
  objection: ({ operation, status: { phase } }) =>
    phase === 'delayed' || phase === 'executable' ? null : new NothingToVeto(operation, phase),
  refusalPlan: ({ config: { timelock }, account }) =>
    mapRead(
      readContract({
        address: timelock,
        abi: accessControlAbi,
        functionName: 'hasRole',
        args: [TIMELOCK_ROLES.canceller, account],
      }),
      (isCanceller) => (isCanceller ? null : new NotACanceller(account, timelock)),
    ),
}

function plan({ proposal, config }: { proposal: SafeTimelockProposal; config: SafeTimelockConfig }): PlannedVeto {
  const { timelock } = config
  const { operation, timelock: bound } = proposal.route
  if (!sameHex(bound, timelock)) throw new NotTheConfiguredRoute('timelock', bound, timelock)
  const id = operationId(operation)
  if (!sameHex(id, operation.id)) throw new NotTheConfiguredRoute('operation id', operation.id, `${id}, computed from its fields`)
  if (!sameHex(operation.salt, proposal.proposalId))
    throw new NotTheConfiguredRoute("operation's salt", operation.salt, `the proposal id ${proposal.proposalId}`)
  const { targets, values, payloads } = operation
  const ends = targets.map((to, i): Call => ({ to, value: values[i] ?? '0', data: payloads[i] ?? '0x' }))
  return { operation: id, call: cancel({ timelock, id }), ends }
}
