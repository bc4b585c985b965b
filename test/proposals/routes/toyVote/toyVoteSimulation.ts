import { encodeFunctionData } from 'viem'
import { mapRead, readNothing } from '../../../../proposals/read/combinePlans.js'
import type { RouteSimulation, SimulationStage } from '../../../../proposals/simulation/routeSimulation.js'
import { enactCall, moveCall, toyVoteAbi } from './toyVoteAbi.js'
import type { ToyVoteBinding, ToyVoteState } from './toyVoteForms.js'
import { idPlan, motionPlan } from './toyVotePlans.js'

/** How a simulation walks the chamber: the motion, votes of as many members as it takes, the closing time, the calls. */
export const toyVoteSimulation: RouteSimulation<ToyVoteState, ToyVoteBinding> = {
  stages: ({ binding, status, state, sender }) => {
    const { chamber, key, calls } = binding
    const moving: SimulationStage = {
      stepsPlan: readNothing(() => [{ name: 'move', isPart: true, from: sender, call: moveCall(chamber, key, calls) }]),
    }
    const voting: SimulationStage = {
      stepsPlan: mapRead(motionPlan(binding), ({ id, motion: [, votes] }) =>
        state.voters.slice(votes, state.quorum).map((from) => ({
          name: 'vote',
          isPart: false,
          from,
          call: { to: chamber, value: '0', data: encodeFunctionData({ abi: toyVoteAbi, functionName: 'vote', args: [id] }) },
        })),
      ),
    }
    const enacting: SimulationStage = {
      readyAtPlan: mapRead(motionPlan(binding), ({ id, motion: [closesAt] }) => (id === 0n ? null : Number(closesAt))),
      unready: { step: 'vote', reason: 'the chamber does not know the motion' },
      stepsPlan: mapRead(idPlan(binding), (id) => [
        { name: 'enact', isPart: true, from: sender, call: enactCall(chamber, id, calls) },
      ]),
    }
    return [...(status.step === 0 ? [moving] : []), ...(status.step <= 1 ? [voting] : []), enacting]
  },
  boundCall: ({ chamber, key, calls }) => moveCall(chamber, key, calls),
  emitters: 'the chamber',
  events: toyVoteAbi.filter((item) => item.type === 'event'),
  errors: [],
  expectedEvents: ({ binding: { chamber, key, content }, phase }) => [
    ...(phase === 'drafted'
      ? [{ step: 'move', address: chamber, event: 'Moved', arguments: Object.entries({ key, content }).map(named) }]
      : []),
    // The id in it is the chain's.
    { step: 'enact', address: chamber, event: 'Enacted', arguments: [], isOptional: true },
  ],
}

function named([name, value]: [string, string]): { name: string; value: string } {
  return { name, value }
}
