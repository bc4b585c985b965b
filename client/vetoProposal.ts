import { type Address, BaseError, type Hex, type LocalAccount } from 'viem'
import { assertChain, type ChainClient, limitedFees } from '../activities/chain/chainClient.js'
import { OtherChain } from '../activities/chain/errors.js'
import { runReadPlan } from '../activities/chain/runReadPlan.js'
import { durationMs } from '../core/duration.js'
import { PlimsollError } from '../core/errors/plimsollError.js'
import { sameHex } from '../core/hex.js'
import { redactUrls } from '../core/redact.js'
import type { Call } from '../proposals/call.js'
import type { MarketConfig } from '../proposals/marketConfig.js'
import type { Proposal } from '../proposals/proposal.js'
import { accessControlAbi } from '../proposals/read/accessControlAbi.js'
import { readContract } from '../proposals/read/readContracts.js'
import { NotTheConfiguredRoute } from '../proposals/routes/errors.js'
import { routeOf } from '../proposals/routes/registry.js'
import type { RouteStatus } from '../proposals/routes/routeStatus.js'
import { TIMELOCK_ROLES } from '../proposals/timelock/timelockAbi.js'
import { cancel } from '../proposals/timelock/timelockCalls.js'
import { operationId } from '../proposals/timelock/timelockOperation.js'

/** How long a sent cancellation is waited for. */
const WAIT_MS = 10 * 60_000

/** The timelock holds nothing of the proposal that could be cancelled. */
export class NothingToVeto extends PlimsollError {
  readonly code = 'NOTHING_TO_VETO'
  readonly kind = 'refused'

  constructor(operation: Hex, phase: RouteStatus['phase']) {
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

/** A cancellation could not be sent, or reverted. */
export class VetoFailed extends PlimsollError {
  readonly code = 'VETO_FAILED'
  readonly kind = 'failed'

  constructor(why: string, cause?: unknown) {
    super({
      shortMessage: `The cancellation failed: ${redactUrls(why)}`,
      metaMessages: [
        'See where the proposal is with `plimsoll proposal show`; it can still be executed until the timelock says "cancelled".',
      ],
      ...(cause === undefined ? {} : { cause }),
    })
  }
}

/** The call that ends a scheduled proposal, rebuilt from its fields. */
export interface Veto {
  readonly operation: Hex
  readonly call: Call
  readonly status: RouteStatus
}

/**
 * Rebuild the guardian's call from a proposal's fields, trusting nothing but the signer's own configuration and the chain.
 *
 * @throws {NotTheConfiguredRoute} when chain or timelock are not the configured ones, or the operation is not the proposal's by its id and salt
 * @throws {OtherChain} when the chain is not the one of the draft
 */
export async function planVeto(input: { proposal: Proposal; config: MarketConfig; chain: ChainClient }): Promise<Veto> {
  const { proposal, config, chain } = input
  const { timelock } = config.route
  const { operation } = proposal.route
  if (proposal.chainId !== config.chain.id) throw new NotTheConfiguredRoute('chain id', proposal.chainId, config.chain.id)
  if (!sameHex(proposal.route.timelock, timelock)) throw new NotTheConfiguredRoute('timelock', proposal.route.timelock, timelock)
  const id = operationId(operation)
  if (!sameHex(id, operation.id)) throw new NotTheConfiguredRoute('operation id', operation.id, `${id}, computed from its fields`)
  if (!sameHex(operation.salt, proposal.proposalId))
    throw new NotTheConfiguredRoute("operation's salt", operation.salt, `the proposal id ${proposal.proposalId}`)
  const genesisHash = await assertChain(chain)
  if (genesisHash !== proposal.genesisHash) throw new OtherChain(proposal.genesisHash, genesisHash)
  return { operation: id, call: cancel({ timelock, id }), status: await statusOf(input) }
}

/**
 * Send the cancellation with a canceller's own key and wait until the chain shows it.
 *
 * The key stays in this process: no worker holds one, and no workflow asks for one.
 *
 * @returns hash of the transaction
 * @throws {NothingToVeto} when the timelock holds no pending operation of the proposal
 * @throws {NotACanceller} when the account lacks the role
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
  try {
    const gas = await chain.client.estimateGas({ account: account.address, to, data })
    const { maxTransactionCost } = config.chain
    const fees = await limitedFees(chain.client, { from: account.address, gas, maxTransactionCost })
    const nonce = await chain.client.getTransactionCount({ address: account.address, blockTag: 'pending' })
    const { chainId } = chain
    const transaction = await account.signTransaction({ type: 'eip1559', chainId, nonce, to, data, gas, ...fees })
    const hash = await chain.client.sendRawTransaction({ serializedTransaction: transaction })
    const { status } = await chain.client.waitForTransactionReceipt({
      hash,
      confirmations: config.chain.confirmations,
      pollingInterval: durationMs(config.chain.pollInterval),
      timeout: WAIT_MS,
    })
    const { phase } = await statusOf(input)
    if (status !== 'success') throw new VetoFailed(`transaction ${hash} reverted; the proposal is ${phase}.`)
    if (phase !== 'cancelled') throw new VetoFailed(`transaction ${hash} succeeded, but the chain shows the proposal ${phase}.`)
    return hash
  } catch (error) {
    if (error instanceof BaseError) throw new VetoFailed(error.shortMessage, error)
    throw error
  }
}

/**
 * Make sure that a cancellation by the account would succeed.
 *
 * @throws {NothingToVeto} {NotACanceller}
 */
export async function assertCanVeto(input: {
  config: MarketConfig
  chain: ChainClient
  veto: Veto
  account: Address
}): Promise<void> {
  const { config, chain, veto, account } = input
  const { phase } = veto.status
  if (phase !== 'delayed' && phase !== 'executable') throw new NothingToVeto(veto.operation, phase)
  const { timelock } = config.route
  const role = readContract({
    address: timelock,
    abi: accessControlAbi,
    functionName: 'hasRole',
    args: [TIMELOCK_ROLES.canceller, account],
  })
  const { value: isCanceller } = await runReadPlan(chain.client, role)
  if (!isCanceller) throw new NotACanceller(account, timelock)
}

async function statusOf({ proposal, chain }: { proposal: Proposal; chain: ChainClient }): Promise<RouteStatus> {
  const plan = routeOf(proposal.route).statusPlan({ binding: proposal.route, fromBlock: BigInt(proposal.draftedAt.number) })
  return (await runReadPlan(chain.client, plan)).value
}
