import type { AaveV3State } from '../../../proposals/targets/aaveV3/aaveV3State.js'
import type { SafeTimelockProposal } from '../../../proposals/routes/safeTimelock/safeTimelockBinding.js'
import { calldataDigest } from '../../../proposals/safe/safeTypedData.js'
import { expectedOf } from '../../../proposals/simulation/expectedOf.js'
import { healthSummary } from '../../../proposals/simulation/healthSummary.js'
import { type SimulationResult, simulationResultSchema } from '../../../proposals/simulation/simulationResult.js'
import { accounts } from './accounts.js'

/** Make by hand what a simulation of a proposal gives when all is well: each change as proposed, no borrower below 1, the expected events. */
export function simulationFor(proposal: SafeTimelockProposal, state: AaveV3State): SimulationResult {
  const parameters = state.reserves.flatMap(({ asset, address, parameters: current }) => {
    return (['ltvBps', 'ltBps', 'lbBps'] as const).map((parameter) => {
      const before = String(current[parameter])
      const change = proposal.changes.find((one) => one.address === address && one.parameter === parameter)
      const after = change?.to ?? before
      return { subject: asset, address, parameter, before, control: before, after }
    })
  })
  const borrowers = state.positions.map(({ account }) => ({
    account,
    debtUsd: 10_000,
    healthFactorControl: '1272000000000000000',
    healthFactorAfter: '1241000000000000000',
  }))
  const sent = { from: accounts.relayer, outcome: 'success', gasUsed: '150000', timestampSeconds: 1_655_164_802 } as const
  return simulationResultSchema.parse({
    version: 1,
    proposalId: proposal.proposalId,
    market: proposal.market,
    chainId: proposal.chainId,
    block: { ...state.block },
    phase: 'signing',
    outcome: 'executed',
    failure: null,
    bytes: {
      safeTxHashes: proposal.route.rounds.map(({ hashes }) => hashes.safeTxHash),
      executionDigest: calldataDigest(proposal.route.execution.data),
    },
    transactions: [
      { ...sent, step: 'schedule', to: proposal.route.safe },
      { ...sent, step: 'execute', to: proposal.route.timelock },
    ],
    events: expectedOf(proposal, { phase: 'signing' })
      .filter(({ isOptional }) => isOptional !== true)
      .map(({ isOptional: _, ...event }) => ({ ...event, arguments: [...event.arguments], topics: [], data: '0x' })),
    comparedAtSeconds: 1_655_164_802,
    parameters,
    accounts: borrowers,
    health: healthSummary(borrowers),
  })
}
