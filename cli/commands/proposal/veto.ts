import { setTimeout as sleep } from 'node:timers/promises'
import { CommanderError } from 'commander'
import { findMarket } from '../../../config/findMarket.js'
import type { MarketConfig } from '../../../proposals/marketConfig.js'
import type { Proposal } from '../../../proposals/proposal.js'
import { isFinal } from '../../../proposals/states.js'
import { routeOf } from '../../../proposals/routes/registry.js'
import { NotATargetCall } from '../../../proposals/targets/errors.js'
import { targetFor } from '../../../proposals/targets/registry.js'
import { readProposalView } from '../../../client/proposals.js'
import { assertCanVeto, planVeto, sendVeto, type Veto } from '../../../client/vetoProposal.js'
import { marketChain } from '../../../client/marketChain.js'
import { confirm } from '../../confirm.js'
import type { Outcome } from '../../outcome.js'
import { printableLine } from '../../output/printable.js'
import type { Session } from '../../session.js'
import { signingKey } from '../../signingKey.js'
import { openProposal } from './openProposal.js'
import { parseProposalFile } from './proposalFile.js'
import { callLines } from './roundLines.js'

/** Options of `proposal veto`. */
export interface VetoOptions {
  readonly keyEnv?: string
  readonly proposal?: string
  readonly yes?: boolean
}

/** How long the workflow is waited for once the chain shows the cancellation. */
const WORKFLOW_WAIT_MS = 30_000

/**
 * Print the guardian's call that ends a scheduled proposal, or send it with the guardian's own key.
 *
 * With a proposal from a file neither Temporal nor a worker is needed: a veto must not depend on what it may have to stop.
 */
export async function veto(session: Session, id: string | undefined, options: VetoOptions): Promise<Outcome> {
  const key = options.keyEnv === undefined ? undefined : signingKey(session, options.keyEnv)
  const proposal = await subject(session, id, options.proposal)
  const { config } = await session.load()
  const { market } = findMarket(config, proposal.market)
  const chain = marketChain(market, session.environment)
  const plan = await planVeto({ proposal, config: market, chain })
  const json = {
    proposalId: proposal.proposalId,
    chainId: proposal.chainId,
    operation: plan.operation,
    phase: plan.status.phase,
    guardian: guardianOf(market),
    ...plan.call,
  }
  if (key === undefined) return { text: exportLines(plan, guardianOf(market)).join('\n'), json }

  const { account } = key
  await assertCanVeto({ config: market, chain, veto: plan, account: account.address })
  session.show(
    [
      session.colors.bold(`Proposal ${proposal.proposalId}`),
      ...operationLines(session, plan, { market, proposal }),
      `This cancels timelock operation ${plan.operation} on chain ${proposal.chainId}, for good.`,
    ].join('\n'),
  )
  await confirm(session, `Cancel it as ${account.address}?`, options.yes === true)
  const transactionHash = await sendVeto({ proposal, config: market, chain, veto: plan, account })
  const state = options.proposal === undefined ? await stateOnceOver(session, proposal.proposalId) : null
  const lines = [
    `Cancelled by ${account.address} in transaction ${transactionHash}: the chain no longer executes it.`,
    ...(state === null ? [] : [`The proposal is ${state}.`]),
  ]
  return { text: lines.join('\n'), json: { ...json, phase: 'cancelled', by: account.address, transactionHash, state } }
}

/** The account that is meant to end a proposal. */
function guardianOf({ route }: MarketConfig): string {
  return routeOf(route).veto?.account(route) ?? 'nobody'
}

/** Tell what the operation that is cancelled would call: from its own bytes, for whoever keeps the proposal may show other calls. */
function operationLines(
  session: Session,
  { ends: calls }: Veto,
  { market, proposal }: { market: MarketConfig; proposal: Proposal },
): string[] {
  const target = targetFor(market.target)
  const contracts = target.claimedContracts(calls)
  try {
    return callLines(
      session,
      calls.map((call) => target.decode({ call, contracts })),
      proposal,
    )
  } catch (error) {
    if (!(error instanceof NotATargetCall)) throw error
    const raw = calls.map(({ to, value, data }) => `  ${data} to ${to} with value ${value}`)
    return [session.colors.red('Calls that no proposal makes:'), ...raw]
  }
}

async function subject(session: Session, id: string | undefined, file: string | undefined): Promise<Proposal> {
  if (file !== undefined) {
    const proposal = printableLine(await parseProposalFile(file))
    session.discretion.publish(file)
    return proposal
  }
  if (id === undefined) throw new CommanderError(2, 'plimsoll.subject', 'name a proposal, or give --proposal FILE')
  return (await openProposal(session, id)).proposal
}

function exportLines({ operation, call, status, objection }: Veto, guardian: string): string[] {
  return [
    `The proposal is ${status.phase}; ${objection === null ? 'this call cancels it, sent' : 'this call would revert now; once it is scheduled, sent'} by an account with CANCELLER_ROLE (the guardian is ${guardian}):`,
    `to         ${call.to}`,
    `value      ${call.value}`,
    `data       ${call.data}`,
    `operation  ${operation}`,
  ]
}

/** Wait for the workflow to see what the chain shows; its own poll interval decides how soon. */
async function stateOnceOver(session: Session, proposalId: string): Promise<string> {
  const { client } = await session.connect()
  const until = Date.now() + WORKFLOW_WAIT_MS
  for (;;) {
    const { state } = await readProposalView(client, proposalId)
    if (isFinal(state) || Date.now() > until) return state
    await sleep(200)
  }
}
