import { calldataDigest } from '../safe/safeTypedData.js'
import { safeHashes } from '../safe/safeHashes.js'
import { routeOf } from '../routes/registry.js'
import { sameHex } from '../../core/hex.js'
import type { CheckContext } from './check.js'
import { defineCheck, error, type Objection } from './defineCheck.js'

/** Demand that these very bytes were carried out on a copy of the chain, from where the proposal is now, and got through. */
export const simulationSucceeded = defineCheck({
  name: 'simulation-succeeded',
  question: 'Were these very bytes carried out on a copy of the chain, and did they get through?',
  objections: ({ proposal, simulation }) => {
    if (simulation === null) return [error('The proposal was not simulated.')]
    const { outcome, failure } = simulation
    return [
      ...simulatedBytesObjections(proposal, simulation),
      ...(outcome === 'notExecutable' ? [error(`There was nothing to simulate: ${failure?.reason ?? outcome}.`)] : []),
      ...(outcome === 'reverted'
        ? [error(`The step "${failure?.step}" reverts on a copy of the chain: ${failure?.reason}.`)]
        : []),
    ]
  },
  passes: ({ proposal, simulation }) => {
    const isPart = (name: string) =>
      proposal.route.steps.some((step) => step.name === name && (step.kind === 'sign' || step.kind === 'send'))
    const steps = simulation?.transactions.filter(({ step }) => isPart(step)) ?? []
    const gas = steps.map(({ step, gasUsed }) => `${step} took ${gasUsed} gas`).join(', ')
    return `On a copy of block ${simulation?.block.number} the proposal went from ${simulation?.phase} to executed: ${gas}.`
  },
})

type Simulation = NonNullable<CheckContext['simulation']>

/**
 * List why a simulation is not of a proposal. Hashed again from the proposal's fields: one that was altered after its simulation does not keep
 * the simulation.
 */
export function simulatedBytesObjections(
  { proposalId, chainId, route }: CheckContext['proposal'],
  { bytes, ...simulated }: Simulation,
): Objection[] {
  if (simulated.proposalId !== proposalId || simulated.chainId !== chainId)
    return [error(`The simulation is of proposal ${simulated.proposalId} on chain ${simulated.chainId}.`)]
  const hashes = route.rounds.map(
    ({ safe, safeVersion: version, transaction }) => safeHashes({ chainId, safe, version, transaction }).safeTxHash,
  )
  const isSame =
    bytes.safeTxHashes.length === hashes.length &&
    hashes.every((hash, i) => sameHex(hash, bytes.safeTxHashes[i] ?? '')) &&
    sameHex(bytes.executionDigest, calldataDigest(routeOf(route).simulation.boundCall(route).data))
  return isSame ? [] : [error('The bytes that were simulated are not those of this proposal. Do not sign.')]
}
