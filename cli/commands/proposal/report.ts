import { PlimsollError } from '../../../core/errors/plimsollError.js'
import type { Outcome } from '../../outcome.js'
import { printable } from '../../output/printable.js'
import { assertWritable, writeTexts } from '../../output/writeTexts.js'
import type { Session } from '../../session.js'
import { openProposal } from './openProposal.js'

/** A proposal has no report yet, or never got one. */
export class ReportMissing extends PlimsollError {
  readonly code = 'REPORT_MISSING'
  readonly kind = 'notFound'

  constructor(proposalId: string, state: string) {
    super({
      shortMessage: `The proposal ${proposalId} has no report: it is ${state}.`,
      metaMessages: ['The report is written once the checks have run; see `plimsoll proposal show`.'],
    })
  }
}

/** What is stored as a proposal's report does not name the proposal, or the transaction that is signed. */
export class ReportOfAnother extends PlimsollError {
  readonly code = 'REPORT_OF_ANOTHER'
  readonly kind = 'failed'

  constructor(proposalId: string, missing: string) {
    super({
      shortMessage: `The report that is given for the proposal ${proposalId} does not name ${missing}.`,
      metaMessages: ['Do not sign. See where it differs with `plimsoll proposal verify`.'],
    })
  }
}

/** Print a proposal's report, checked against its hash, or write it to a file. */
export async function report(session: Session, id: string, out: string | undefined): Promise<Outcome> {
  if (out !== undefined) await assertWritable(out)
  const { view, proposal, objection } = await openProposal(session, id)
  if (objection !== null) throw objection
  if (view.report === null) throw new ReportMissing(view.proposalId, view.state)
  const { evidence } = await session.openEvidence()
  const markdown = await evidence.getText(view.report)
  // A report proves nothing (`proposal verify` renders it again), but one of another proposal or other bytes must not pass for this one's.
  const named = [proposal.proposalId, ...proposal.route.rounds.map(({ hashes }) => hashes.safeTxHash)]
  const missing = named.find((hash) => !markdown.includes(hash))
  if (missing !== undefined) throw new ReportOfAnother(proposal.proposalId, missing)
  const { sha256 } = view.report
  if (out === undefined) return { text: printable(markdown.trimEnd()), json: { proposalId: view.proposalId, sha256, markdown } }
  const [file] = await writeTexts([{ file: out, text: markdown }])
  return { text: `Wrote ${file}`, json: { proposalId: view.proposalId, sha256, file } }
}
