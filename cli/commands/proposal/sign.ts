import type { Address } from 'viem'
import { signRound } from '../../../activities/safe/signRound.js'
import { signProposal } from '../../../client/proposals.js'
import { type VerifiedRound, verifyRound } from '../../../client/verifyRound.js'
import { assertWorkers } from '../../../client/workerPresence.js'
import { findMarket } from '../../../config/findMarket.js'
import { PlimsollError } from '../../../core/errors/plimsollError.js'
import type { Proposal } from '../../../proposals/proposal.js'
import type { ProposalView } from '../../../proposals/proposalView.js'
import { isExitRound } from '../../../proposals/routes/routeBinding.js'
import type { SigningRound } from '../../../proposals/routes/signingRound.js'
import { attributeSignature, type SignatureInput } from '../../../proposals/safe/signatures.js'
import { marketChain } from '../../../client/marketChain.js'
import { confirm } from '../../confirm.js'
import type { Outcome } from '../../outcome.js'
import type { Session } from '../../session.js'
import { type Consent, consentOf, namedOwner, type SignOptions } from './consent.js'
import { openProposal } from './openProposal.js'
import { callLines, roundLines } from './roundLines.js'

/** The account that is to sign is not an owner of the Safe. Nothing was signed. */
class AccountNotOwner extends PlimsollError {
  readonly code = 'ACCOUNT_NOT_OWNER'
  readonly kind = 'refused'

  /**
   * @param input.source - where the account comes from: "The key in OWNER_KEY is of", "--approved-hash names"
   * @param input.option - what names an owner instead
   */
  constructor(input: {
    readonly account: Address
    readonly source: string
    readonly option: string
    readonly safe: Address
    readonly owners: readonly Address[]
  }) {
    const { account, source, option, safe, owners } = input
    super({
      shortMessage: `${source} the account ${account}, which is not an owner of the Safe ${safe}.`,
      metaMessages: [`Owners: ${owners.join(', ')}.`, `Nothing was signed. Name an owner's: ${option}.`],
    })
  }
}

/** A proposal takes no signature of the kind that was asked for. */
export class RoundNotOpen extends PlimsollError {
  readonly code = 'NOT_SIGNING'
  readonly kind = 'refused'

  constructor({ view, isExit, isRejection }: { view: ProposalView; isExit: boolean; isRejection: boolean }) {
    const { proposalId, state, openRound } = view
    const id = proposalId.slice(0, 10)
    super({
      shortMessage: `The proposal is ${state} and takes no signature ${isRejection ? 'to reject it' : 'for it'}.`,
      metaMessages: [
        isExit
          ? `Its rejection is open for signatures: add --reject.`
          : isRejection && openRound !== null
            ? `Decide against it first: \`plimsoll proposal reject ${id} --key-env NAME --reason TEXT\`.`
            : `See \`plimsoll proposal show ${id}\`.`,
      ],
    })
  }
}

/**
 * Sign a proposal's open round as an owner, or hand in the consent that was given elsewhere: a wallet's signature, a contract's, or a hash
 * approved on chain.
 *
 * Before a key is used, every hash is computed again from the fields, compared with the chain's own, and shown with the decoded calls.
 */
export async function sign(session: Session, id: string, options: SignOptions): Promise<Outcome> {
  const { reject = false, yes = false } = options
  const consent = consentOf(session, options)
  const { view, proposal } = await openProposal(session, id)
  const purpose = purposeOf(view, proposal, reject)
  const { config } = await session.load()
  const { market } = findMarket(config, proposal.market)
  const chain = marketChain(market, session.environment)
  const verified = await verifyRound({ proposal, purpose, config: market, chain })
  const { round, hashes, safe } = verified
  const named = namedOwner(consent)
  if (named !== null && !safe.owners.includes(named)) {
    throw new AccountNotOwner({ account: named, ...sourceOf(consent, options), safe: round.safe, owners: safe.owners })
  }
  showRound(session, proposal, verified)
  const { client } = await session.connect()
  await assertWorkers(client, config.temporal.taskQueue, ['orchestration', 'chain'])
  const made = await make(consent)
  const receipt = await signProposal(client, proposal.proposalId, { purpose, safeTxHash: hashes.safeTxHash, signature: made })
  const rest = Math.max(0, receipt.threshold - receipt.collected)
  const next =
    rest === 0
      ? 'The threshold is met: it is sent to the chain now.'
      : `${rest} more ${rest === 1 ? 'owner' : 'owners'} must sign.`
  return {
    text: `Signed to ${purpose} by ${receipt.owner}: ${receipt.collected} of ${receipt.threshold}. ${next}`,
    json: { proposalId: proposal.proposalId, purpose, safeTxHash: hashes.safeTxHash, ...receipt },
  }

  async function make(given: Consent): Promise<SignatureInput> {
    switch (given.kind) {
      case 'key': {
        const { account, privateKey } = given.key
        await confirm(session, `Sign this to ${purpose} as ${account.address}?`, yes)
        return signRound({ rpcUrl: chain.rpcUrl, round, privateKey, owner: account.address })
      }
      case 'bytes':
        return (await attributeSignature({ safeTxHash: hashes.safeTxHash, signature: given.signature, owners: safe.owners }))
          .signature
      case 'contract':
      case 'approvedHash':
        // What these are worth is only known on chain: the worker asks there.
        return given
    }
  }
}

/** Say where an account comes from, and how another one is named. */
function sourceOf({ kind }: Consent, { keyEnv }: SignOptions): { source: string; option: string } {
  if (kind === 'key') return { source: `The key in ${keyEnv} is of`, option: '--key-env with the variable that holds the key' }
  const option = kind === 'contract' ? '--contract-owner' : '--approved-hash'
  return { source: `${option} names`, option: `${option} with its address` }
}

function purposeOf(view: ProposalView, { route }: Proposal, isRejection: boolean): SigningRound['purpose'] {
  const { openRound } = view
  const isExit = isExitRound(route, openRound)
  if (openRound === null || isExit !== isRejection) throw new RoundNotOpen({ view, isExit, isRejection })
  return openRound
}

/** Show on stderr what is about to be signed, as it was rebuilt here. */
function showRound(session: Session, proposal: Proposal, { round, hashes, calls, safe }: VerifiedRound): void {
  const { title, proposalId, notice } = proposal
  const before = BigInt(round.transaction.nonce) - BigInt(safe.nonce)
  const lines = [
    session.colors.bold(`${title} (${proposalId})`),
    ...(notice === null ? [] : [notice]),
    ...callLines(session, calls, proposal),
    session.colors.bold('What is signed: computed here from the fields, equal to the chain'),
    ...roundLines(round, hashes),
    ...(before === 0n
      ? []
      : [session.colors.yellow(`  The Safe is at nonce ${safe.nonce}: ${before} of its nonces must be used before this one.`)]),
  ]
  session.show(lines.join('\n'))
}
