import { PlimsollError } from '../../../../core/errors/plimsollError.js'
import { canonicalJson } from '../../../../core/canonicalJson.js'
import { sameHex } from '../../../../core/hex.js'
import { defineQuestion, error, type Objection } from '../../../../proposals/checks/question.js'
import { mapRead } from '../../../../proposals/read/combinePlans.js'
import { readContract } from '../../../../proposals/read/readContracts.js'
import { NotTheConfiguredRoute } from '../../../../proposals/routes/errors.js'
import type { RouteFinding } from '../../../../proposals/routes/finding.js'
import type { Route, RouteFacts } from '../../../../proposals/routes/route.js'
import type { Authority } from '../../../../proposals/targets/authority.js'
import { contentOf, enactCall, listsOf, moveCall, toyVoteAbi, withdrawCall } from './toyVoteAbi.js'
import {
  type ToyVoteBinding,
  type ToyVoteConfig,
  type ToyVoteProposal,
  type ToyVoteState,
  toyVoteBindingSchema,
  toyVoteConfigSchema,
  toyVoteStateSchema,
} from './toyVoteForms.js'
import { idPlan, pulsedStatusPlan, statePlan } from './toyVotePlans.js'
import { toyVoteSimulation } from './toyVoteSimulation.js'

class ToyRefusal extends PlimsollError {
  readonly code = 'TOY_REFUSAL'
  readonly kind = 'refused'

  constructor(shortMessage: string) {
    super({ shortMessage })
  }
}

/** A chamber that votes: no Safe, no signature, and an id that only the chain can tell. */
export const toyVoteRoute: Route<ToyVoteConfig, ToyVoteState, ToyVoteBinding> = {
  kind: 'toyVote',
  forms: { config: toyVoteConfigSchema, state: toyVoteStateSchema, binding: toyVoteBindingSchema },
  addresses: ({ chamber }) => ({ chamber }),
  variables: () => [],
  statePlan,
  bind: ({ config: { chamber }, state: { voteSeconds }, calls, proposalId: key }) => ({
    ...stepsOf({ chamber, key, calls }),
    kind: 'toyVote',
    rounds: [],
    rejection: null,
    chamber,
    key,
    content: contentOf(calls),
    calls: [...calls],
    voteSeconds,
  }),
  statusPlan: (input) => mapRead(pulsedStatusPlan(input), ({ status }) => status),
  pulsePlan: (binding) => mapRead(pulsedStatusPlan({ binding }), ({ pulse }) => pulse),
  pulsedStatusPlan,
  hashPlan: ({ chamber, calls, content }) =>
    mapRead(readContract({ address: chamber, abi: toyVoteAbi, functionName: 'contentOf', args: listsOf(calls) }), (onChain) => [
      { name: 'motion', offline: content, onChain },
    ]),
  callPlan: ({ binding }) => mapRead(idPlan(binding), (id) => enactCall(binding.chamber, id, binding.calls)),
  minimumDelaySeconds: () => 0,
  delaySeconds: ({ voteSeconds }) => voteSeconds,
  assertConfigured: ({ proposal: { route }, config }) => {
    if (!sameHex(route.chamber, config.chamber)) throw new NotTheConfiguredRoute('chamber', route.chamber, config.chamber)
  },
  bindingObjections,
  callObjections: () => [],
  checks: [
    defineQuestion<RouteFacts<ToyVoteConfig, ToyVoteState, ToyVoteBinding>>({
      name: 'toy-motion',
      question: 'Is the motion that of the proposal, and may the chamber carry it out?',
      objections: ({ proposal, config, authorities, hashes }) => [
        ...bindingObjections(proposal),
        ...authorityFindings(config, authorities).map(({ message }) => error(message)),
        ...hashes.filter(({ offline, onChain }) => !sameHex(offline, onChain)).map(({ name }) => error(`The ${name} differs.`)),
      ],
      passes: ({ state }) => `${state.quorum} of ${state.voters.length} carry it.`,
    }),
  ],
  findings: ({ config, authorities }) => authorityFindings(config, authorities),
  deciders: ({ config, state }) => ({
    accounts: [...state.voters, config.councillor],
    who: 'a member of the chamber nor the councillor',
  }),
  signing: null,
  veto: {
    account: ({ councillor }) => councillor,
    plan: ({ proposal: { route } }) => ({
      operation: route.key,
      call: withdrawCall(route.chamber, route.key),
      ends: route.calls,
    }),
    objection: ({ status: { step, outcome } }) =>
      outcome === null && step > 0 ? null : new ToyRefusal('There is no motion to withdraw.'),
    refusalPlan: ({ config: { chamber }, account }) =>
      mapRead(readContract({ address: chamber, abi: toyVoteAbi, functionName: 'councillor' }), (councillor) =>
        sameHex(councillor, account) ? null : new ToyRefusal(`${account} is not the councillor.`),
      ),
  },
  present: {
    caller: 'chamber',
    way: ({ chamber }) => `chamber \`${chamber}\` → vote → calls`,
    signing: ({ route }) => ['## The motion', '', `Key \`${route.key}\`, content \`${route.content}\`.`],
    summary: ({ quorum, voters }) => `the chamber takes ${quorum} of ${voters.length}`,
    accounts: ({ chamber, councillor }) => [
      { key: 'chamber', name: 'chamber', address: chamber },
      { key: 'councillor', name: 'councillor', address: councillor },
    ],
    stateRows: ({ chamber, voters, councillor }) => [
      { label: 'chamber', values: [chamber] },
      { label: '  members', values: voters },
      { label: '  may withdraw', values: [councillor] },
    ],
    parts: [{ part: 'motion', fields: /^route\b/, show: ({ content }) => content }],
  },
  simulation: toyVoteSimulation,
}

function stepsOf({
  chamber,
  key,
  calls,
}: Pick<ToyVoteBinding, 'chamber' | 'key'> & { calls: readonly ToyVoteBinding['calls'][number][] }): Pick<
  ToyVoteBinding,
  'steps' | 'exits'
> {
  return {
    steps: [
      { kind: 'send', name: 'move', does: 'move the change', call: moveCall(chamber, key, calls) },
      { kind: 'vote', name: 'vote' },
      { kind: 'send', name: 'enact', does: 'enact the change', call: null },
    ],
    exits: [{ kind: 'cancel', by: 'councillor', call: withdrawCall(chamber, key) }],
  }
}

function bindingObjections({ proposalId, calls, route }: ToyVoteProposal): Objection[] {
  const isSame = (a: unknown, b: unknown) => canonicalJson(a) === canonicalJson(b)
  const { steps, exits, chamber, key } = route
  const isBound =
    isSame(route.calls, calls) &&
    key === proposalId &&
    route.content === contentOf(calls) &&
    isSame({ steps, exits }, stepsOf({ chamber, key, calls }))
  return isBound ? [] : [error('The motion is not that of the proposal.')]
}

function authorityFindings({ chamber }: ToyVoteConfig, authorities: readonly Authority[]): RouteFinding[] {
  const canSet = authorities.some(({ role, holders }) => role === 'RISK_ADMIN' && holders.some((one) => sameHex(one, chamber)))
  return canSet ? [] : [{ severity: 'error', name: 'toy-role', message: 'The chamber is no RISK_ADMIN.' }]
}
