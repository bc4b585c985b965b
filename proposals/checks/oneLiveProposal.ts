import { defineCheck, error, warning } from './defineCheck.js'

/**
 * Allow one live proposal a market: two are reviewed against parameters that the other changes, and share a nonce.
 *
 * Once scheduled, this one no longer shares the nonce: another then warns, and is stopped by its own check.
 */
export const oneLiveProposal = defineCheck({
  name: 'one-live-proposal',
  question: 'Is this the only proposal of its market that is not over?',
  objections: ({ proposal, simulation, liveProposals }) => {
    const object = simulation === null || simulation.phase === 'signing' ? error : warning
    return liveProposals
      .filter((id) => id.toLowerCase() !== proposal.proposalId)
      .map((id) => object(`Proposal ${id} of ${proposal.market} is not over: reject or finish one of the two.`))
  },
  passes: ({ proposal }) => `No other proposal of ${proposal.market} is on its way.`,
})
