import { z } from 'zod'
import { type Proposal, proposalSchema } from '../../../proposals/proposal.js'
import { readJsonFile } from '../../inputFile.js'

/** A proposal from a file, by no schema, and the view that it came with, if it did. */
export interface ProposalFile {
  readonly proposal: unknown
  readonly view: Readonly<Record<string, unknown>> | null
}

/**
 * Read a proposal from a file: as it is stored in the evidence, or as `proposal show --json` printed it.
 *
 * @throws {InputFileUnreadable} {InputFileInvalid} when there is no such file, or it is not JSON
 */
export async function readProposalFile(file: string): Promise<ProposalFile> {
  const document = await readJsonFile(file, z.record(z.string(), z.unknown()), 'proposal')
  const isShown = typeof document.proposal === 'object' && document.proposal !== null
  return isShown ? { proposal: document.proposal, view: document } : { proposal: document, view: null }
}

/**
 * Read a proposal from a file and demand its form.
 *
 * @throws {InputFileUnreadable} {InputFileInvalid} when there is no such file, or it holds no proposal
 */
export function parseProposalFile(file: string): Promise<Proposal> {
  const shown = z.looseObject({ proposal: proposalSchema }).transform(({ proposal }) => proposal)
  const either = z.unknown().transform((document, context): Proposal => {
    const isShown = typeof document === 'object' && document !== null && 'proposal' in document
    const parsed = (isShown ? shown : proposalSchema).safeParse(document)
    if (parsed.success) return parsed.data
    for (const { path, message } of parsed.error.issues) context.addIssue({ code: 'custom', path, message })
    return z.NEVER
  })
  return readJsonFile(file, either, 'proposal')
}
