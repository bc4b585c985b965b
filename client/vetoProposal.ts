import { type Address, BaseError, type Hex, type LocalAccount } from 'viem'
import { assertChain, type ChainClient, limitedFees } from '../activities/chain/chainClient.js'
import { OtherChain } from '../activities/chain/errors.js'
import { runReadPlan } from '../activities/chain/runReadPlan.js'
import { durationMs } from '../core/duration.js'
import { PlimsollError } from '../core/errors/plimsollError.js'
import { redactUrls } from '../core/redact.js'
import type { MarketConfig } from '../proposals/marketConfig.js'
import type { Proposal } from '../proposals/proposal.js'
import { NotOnThisRoute, NotTheConfiguredRoute } from '../proposals/routes/errors.js'
import { routeOf } from '../proposals/routes/registry.js'
import type { Route } from '../proposals/routes/route.js'
import type { RouteStatus } from '../proposals/routes/routeStatus.js'
import type { PlannedVeto } from '../proposals/routes/routeVeto.js'

/** How long a sent cancellation is waited for. */
const WAIT_MS = 10 * 60_000

/** A cancellation could not be sent, or reverted. */
export class VetoFailed extends PlimsollError {
  readonly code = 'VETO_FAILED'
  readonly kind = 'failed'

  constructor(why: string, cause?: unknown) {
    super({
      shortMessage: `The cancellation failed: ${redactUrls(why)}`,
      metaMessages: [
        'See where the proposal is with `plimsoll proposal show`; it can still be executed until the chain says "cancelled".',
      ],
      ...(cause === undefined ? {} : { cause }),
    })
  }
}

/** The call that ends a proposal, rebuilt from its fields, with where the proposal is. */
export interface Veto extends PlannedVeto {
  readonly status: RouteStatus
  /** Why nothing can be ended where it is; null when it can. */
  readonly objection: PlimsollError | null
}

/**
 * Rebuild the call that ends a proposal from its fields, trusting nothing but the signer's own configuration and the chain.
 *
 * @throws {NotTheConfiguredRoute} when chain or route are not the configured ones, or what is ended is not the proposal's
 * @throws {NotOnThisRoute} when the route has no such call
 * @throws {OtherChain} when the chain is not the one of the draft
 */
export async function planVeto(input: { proposal: Proposal; config: MarketConfig; chain: ChainClient }): Promise<Veto> {
  const { proposal, config, chain } = input
  if (proposal.chainId !== config.chain.id) throw new NotTheConfiguredRoute('chain id', proposal.chainId, config.chain.id)
  if (proposal.route.kind !== config.route.kind)
    throw new NotTheConfiguredRoute('kind of route', proposal.route.kind, config.route.kind)
  const veto = vetoOf(proposal.route)
  const planned = veto.plan({ proposal, config: config.route })
  const genesisHash = await assertChain(chain)
  if (genesisHash !== proposal.genesisHash) throw new OtherChain(proposal.genesisHash, genesisHash)
  const status = await statusOf(input)
  return { ...planned, status, objection: veto.objection({ operation: planned.operation, status }) }
}

function vetoOf(route: { readonly kind: string }): NonNullable<Route['veto']> {
  const { veto, kind } = routeOf(route)
  if (veto === null) throw new NotOnThisRoute(kind, 'no call by which an account ends a proposal')
  return veto
}

/**
 * Send the cancellation with a canceller's own key and wait until the chain shows it.
 *
 * The key stays in this process: no worker holds one, and no workflow asks for one.
 *
 * @returns hash of the transaction
 * @throws whatever the route says against it: nothing to end, or an account that may not
 * @throws {TransactionTooCostly} when it could cost more than `chain.maxTransactionCost` at the fees that the node names
 * @throws {VetoFailed} when the transaction cannot be sent, reverts, or the chain does not show the cancellation
 */
export async function sendVeto(input: {
  proposal: Proposal
  config: MarketConfig
  chain: ChainClient
  veto: Veto
  account: LocalAccount
}): Promise<Hex> {
  const { config, chain, veto, account } = input
  await assertCanVeto({ config, chain, veto, account: account.address })
  const { to, data } = veto.call
  const value = BigInt(veto.call.value)
  try {
    const gas = await chain.client.estimateGas({ account: account.address, to, value, data })
    const { maxTransactionCost } = config.chain
    const fees = await limitedFees(chain.client, { from: account.address, gas, maxTransactionCost })
    const nonce = await chain.client.getTransactionCount({ address: account.address, blockTag: 'pending' })
    const { chainId } = chain
    const transaction = await account.signTransaction({ type: 'eip1559', chainId, nonce, to, value, data, gas, ...fees })
    const hash = await chain.client.sendRawTransaction({ serializedTransaction: transaction })
    const { status } = await chain.client.waitForTransactionReceipt({
      hash,
      confirmations: config.chain.confirmations,
      pollingInterval: durationMs(config.chain.pollInterval),
      timeout: WAIT_MS,
    })
    const { phase, outcome } = await statusOf(input)
    if (status !== 'success') throw new VetoFailed(`transaction ${hash} reverted; the proposal is ${phase}.`)
    if (outcome !== 'cancelled') throw new VetoFailed(`transaction ${hash} succeeded, but the chain shows the proposal ${phase}.`)
    return hash
  } catch (error) {
    if (error instanceof BaseError) throw new VetoFailed(error.shortMessage, error)
    throw error
  }
}

/**
 * Make sure that a cancellation by the account would succeed.
 *
 * @throws whatever the route says against it
 */
export async function assertCanVeto(input: {
  config: MarketConfig
  chain: ChainClient
  veto: Veto
  account: Address
}): Promise<void> {
  const { config, chain, veto, account } = input
  if (veto.objection !== null) throw veto.objection
  const { value: refusal } = await runReadPlan(chain.client, vetoOf(config.route).refusalPlan({ config: config.route, account }))
  if (refusal !== null) throw refusal
}

async function statusOf({ proposal, chain }: { proposal: Proposal; chain: ChainClient }): Promise<RouteStatus> {
  const plan = routeOf(proposal.route).statusPlan({ binding: proposal.route, fromBlock: BigInt(proposal.draftedAt.number) })
  return (await runReadPlan(chain.client, plan)).value
}
