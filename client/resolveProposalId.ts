import type { Client } from '@temporalio/client'
import { PlimsollError } from '../core/errors/plimsollError.js'
import { listProposals, ProposalNotFound, proposalWorkflowId } from './proposals.js'

/** Fewest hex digits that may stand for a proposal. */
export const SHORTEST_PREFIX = 6

/** Several proposals begin with the given digits. */
export class ProposalAmbiguous extends PlimsollError {
  readonly code = 'PROPOSAL_AMBIGUOUS'
  readonly kind = 'usage'

  constructor(
    prefix: string,
    readonly candidates: readonly string[],
  ) {
    super({
      shortMessage: `${candidates.length} proposals begin with ${prefix}.`,
      metaMessages: [...candidates.map((id) => `${id.slice(0, digitsThatTell(candidates))}…`), 'Give more digits.'],
    })
  }
}

/** Count the characters by which ids that begin alike are told apart, with a few to spare. */
function digitsThatTell(ids: readonly string[]): number {
  const SPARE = 4
  for (let length = 10; length < 66; length++) {
    if (new Set(ids.map((id) => id.slice(0, length))).size === ids.length) return length + SPARE
  }
  return 66
}

/**
 * Find a proposal by its id, its workflow id, or the first digits of either.
 *
 * @param id - `0x…`, `proposal/0x…`, or at least 6 hex digits of it with or without `0x`
 * @returns the proposal id: 0x and 64 hex digits
 * @throws {ProposalNotFound} when none begins so, or fewer digits are given
 * @throws {ProposalAmbiguous} when several do
 */
export async function resolveProposalId(client: Client, id: string): Promise<string> {
  const digits = id
    .replace(/^proposal\//, '')
    .replace(/^0x/i, '')
    .toLowerCase()
  if (/^[0-9a-f]{64}$/.test(digits)) return proposalWorkflowId(`0x${digits}`).replace(/^proposal\//, '')
  if (!new RegExp(`^[0-9a-f]{${SHORTEST_PREFIX},63}$`).test(digits)) throw new ProposalNotFound(id)
  const all = (await listProposals(client, {})).map((workflowId) => workflowId.replace(/^proposal\//, ''))
  const candidates = all.filter((candidate) => candidate.startsWith(`0x${digits}`))
  if (candidates.length > 1) throw new ProposalAmbiguous(`0x${digits}`, candidates)
  const [found] = candidates
  if (found === undefined) throw new ProposalNotFound(id)
  return found
}
