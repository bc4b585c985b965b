import { canonicalJson } from '../../../../core/canonicalJson.js'
import { sameHex } from '../../../../core/hex.js'
import { isSameCall } from '../../../call.js'
import { safeHashes } from '../../../safe/safeHashes.js'
import { cancel, decodeCancel, decodeExecuteBatch, decodeScheduleBatch, executeBatch } from '../../../timelock/timelockCalls.js'
import { operationId, type TimelockOperation } from '../../../timelock/timelockOperation.js'
import { safeTimelockExits, safeTimelockSteps } from '../safeTimelockSteps.js'
import { defineQuestion, error, type Objection } from '../../../checks/question.js'
import type { SafeTimelockFacts } from './routeFacts.js'

/** Rebuild every hash from the bytes, and hold the bytes of signing, execution and cancellation against the calls of the proposal. */
export const boundBytes = defineQuestion<SafeTimelockFacts>({
  name: 'bound-bytes',
  question: 'Are the bytes to sign, to execute and to cancel those of this proposal and of nothing else?',
  objections: ({ proposal }) => bindingObjections(proposal),
  passes: ({ proposal }) =>
    `Signing, execution and cancellation all name operation ${proposal.route.operation.id}, salted with the proposal id.`,
})

type Proposal = SafeTimelockFacts['proposal']

/** List where the bytes of signing, execution and cancellation are not bound to the calls of a proposal; asks nobody. */
export function bindingObjections(proposal: Proposal): Objection[] {
  return [...operationObjections(proposal), ...roundObjections(proposal), ...stepObjections(proposal)]
}

function operationObjections({ proposalId, calls, route }: Proposal): Objection[] {
  const { operation, timelock } = route
  const found: Objection[] = []
  const isSameContent =
    operation.targets.length === calls.length &&
    operation.values.length === calls.length &&
    operation.payloads.length === calls.length &&
    calls.every(
      ({ to, value, data }, i) =>
        sameHex(operation.targets[i] ?? '', to) && operation.values[i] === value && operation.payloads[i] === data,
    )
  if (!isSameContent) found.push(error('The timelock operation does not hold exactly the calls of the proposal.'))
  if (!sameHex(operation.timelock, timelock))
    found.push(error(`The operation is of ${operation.timelock}, not of the timelock ${timelock}.`))
  if (operation.salt !== proposalId)
    found.push(error(`The operation's salt is ${operation.salt} instead of the proposal id ${proposalId}.`))
  if (BigInt(operation.predecessor) !== 0n)
    found.push(error(`The operation waits for ${operation.predecessor}; it must stand alone.`))
  const id = operationId(operation)
  if (operation.id !== id) found.push(error(`The operation's id is ${operation.id}; its content hashes to ${id}.`))
  if (!isOperation(decodeExecuteBatch(route.execution), operation) || !isSameCall(route.execution, executeBatch(operation)))
    found.push(error('The execution is of another operation.'))
  if (decodeCancel(route.cancellation) !== operation.id || !isSameCall(route.cancellation, cancel(operation)))
    found.push(error('The cancellation is of another operation.'))
  return found
}

function roundObjections({ chainId, route }: Proposal): Objection[] {
  const [round, ...others] = route.rounds
  const found: Objection[] = []
  if (round === undefined || others.length > 0)
    found.push(error(`There are ${route.rounds.length} signing rounds; this route has one.`))
  if (round?.purpose !== 'schedule' || route.rejection.purpose !== 'reject')
    found.push(
      error(`The rounds are to ${round?.purpose} and to ${route.rejection.purpose}; this route has schedule and reject.`),
    )
  if (round !== undefined) {
    const scheduled = decodeScheduleBatch(round.transaction)
    if (!isOperation(scheduled, route.operation) || scheduled.delaySeconds !== route.operation.delaySeconds) {
      found.push(error('The transaction to sign schedules another operation.'))
    }
    if (route.rejection.transaction.nonce !== round.transaction.nonce) {
      found.push(
        error(
          `The rejection has nonce ${route.rejection.transaction.nonce} and would not stop nonce ${round.transaction.nonce}.`,
        ),
      )
    }
  }
  for (const { purpose, chainId: on, safe, safeVersion: version, transaction, hashes } of [...route.rounds, route.rejection]) {
    if (on !== chainId || !sameHex(safe, route.safe)) found.push(error(`The ${purpose} round is of ${safe} on chain ${on}.`))
    const rebuilt = safeHashes({ chainId: on, safe, version, transaction })
    for (const name of ['domainHash', 'messageHash', 'safeTxHash', 'calldataDigest'] as const) {
      if (rebuilt[name] !== hashes[name])
        found.push(error(`The ${purpose} round's ${name} is ${hashes[name]}; its fields hash to ${rebuilt[name]}.`))
    }
  }
  return found
}

function stepObjections({ route }: Proposal): Objection[] {
  const isSame = (a: unknown, b: unknown) => canonicalJson(a) === canonicalJson(b)
  return [
    ...(isSame(route.steps, safeTimelockSteps(route))
      ? []
      : [error('The steps are not those of this route and of these bytes.')]),
    ...(isSame(route.exits, safeTimelockExits(route))
      ? []
      : [error('The exits are not those of this route and of these bytes.')]),
  ]
}

function isOperation(a: Omit<TimelockOperation, 'delaySeconds'>, b: TimelockOperation): boolean {
  return a.id === b.id && sameHex(a.timelock, b.timelock)
}
