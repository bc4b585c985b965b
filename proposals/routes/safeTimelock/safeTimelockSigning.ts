import type { Hex } from 'viem'
import { durationMs } from '../../../core/duration.js'
import { sameHex } from '../../../core/hex.js'
import { type Call, isSameCall } from '../../call.js'
import { cancel, decodeScheduleBatch, executeBatch } from '../../timelock/timelockCalls.js'
import { NotTheConfiguredRoute } from '../errors.js'
import type { RouteSigning } from '../routeSigning.js'
import type { SigningRound } from '../signingRound.js'
import { assertConfiguredRound } from './assertConfiguredRound.js'
import { transactionBuilderFile } from './present/transactionBuilderFile.js'
import type { SafeTimelockBinding, SafeTimelockProposal } from './safeTimelockBinding.js'
import type { SafeTimelockConfig } from './safeTimelockConfig.js'
import type { SafeTimelockState } from './safeTimelockState.js'

/** How owners of the Safe sign the scheduling. */
export const safeTimelockSigning: RouteSigning<SafeTimelockConfig, SafeTimelockState, SafeTimelockBinding> = {
  safe: ({ safe }) => safe,
  service: ({ service }) => service,
  safeOf: ({ safe }) => safe,
  withNonce: (state, nonce) => ({ ...state, safe: { ...state.safe, nonce } }),
  assertRound: assertConfiguredRound,
  assertBound,
  callsOf,
  file: (proposal) => {
    const content = transactionBuilderFile({ proposal })
    return { content, checksum: content.meta.checksum }
  },
}

/** Hold everything that the guardian, the relayer and the clock go by to the very bytes that are signed. */
function assertBound(input: {
  proposal: SafeTimelockProposal
  round: SigningRound
  config: SafeTimelockConfig
  state: SafeTimelockState
}): void {
  const { proposal, round, config } = input
  const { block } = input.state
  if (round.purpose === 'reject') return
  if (block.timestampSeconds > proposal.expiresAtSeconds) {
    throw new NotTheConfiguredRoute('expiry (chain time)', proposal.expiresAtSeconds, `a clock at ${block.timestampSeconds}`)
  }
  const signed = decodeScheduleBatch(round.transaction)
  const leastDelay = durationMs(config.minimumDelay) / 1_000
  if (signed.delaySeconds < leastDelay)
    throw new NotTheConfiguredRoute('delay in seconds', signed.delaySeconds, `at least ${leastDelay}`)
  if (!sameHex(signed.salt, proposal.proposalId)) throw new NotTheConfiguredRoute('salt', signed.salt, proposal.proposalId)
  if (BigInt(signed.predecessor) !== 0n) throw new NotTheConfiguredRoute('predecessor', signed.predecessor, 'none')
  const { timelock } = config
  const { cancellation, execution, operation } = proposal.route
  if (!sameHex(signed.id, operation.id)) throw new NotTheConfiguredRoute('operation', operation.id, signed.id)
  if (!isSameCall(cancellation, cancel({ timelock, id: signed.id })))
    throw new NotTheConfiguredRoute("guardian's call", described(cancellation), `the cancellation of ${signed.id}`)
  if (!isSameCall(execution, executeBatch({ ...signed, timelock })))
    throw new NotTheConfiguredRoute("relayer's call", described(execution), `the execution of ${signed.id}`)
}

function callsOf({ purpose, transaction }: SigningRound): Call[] {
  if (purpose === 'reject') return []
  const { targets, values, payloads } = decodeScheduleBatch(transaction)
  return targets.map((to, i) => ({ to, value: values[i] ?? '0', data: payloads[i] as Hex }))
}

/** A call in a line: an execution's bytes run to pages. */
function described({ to, value, data }: Call): string {
  return `${data.length > 74 ? `${data.slice(0, 74)}…` : data} to ${to} with value ${value}`
}
