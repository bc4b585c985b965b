import { folderEvidenceStore } from '../../../activities/evidence/folderEvidenceStore.js'
import { evidenceFolder } from '../../../config/loadConfig.js'
import { PlimsollError } from '../../../core/errors/plimsollError.js'
import type { Outcome } from '../../outcome.js'
import { assertWritable } from '../../output/assertWritable.js'
import { writeTexts } from '../../output/writeTexts.js'
import type { Session } from '../../session.js'
import { openProposal } from './openProposal.js'

/** A proposal has no report yet, or never got one. */
export class ReportMissing extends PlimsollError {
  readonly code = 'REPORT_MISSING'

  constructor(proposalId: string, state: string) {
    super({
      shortMessage: `The proposal ${proposalId} has no report: it is ${state}.`,
      metaMessages: ['The report is written once the checks have run; see `plimsoll proposal show`.'],
    })
  }
}

/** Print a proposal's report, checked against its hash, or write it to a file. */
export async function report(session: Session, id: string, out: string | undefined): Promise<Outcome> {
  if (out !== undefined) await assertWritable(out)
  const { view } = await openProposal(session, id)
  if (view.report === null) throw new ReportMissing(view.proposalId, view.state)
  const markdown = await folderEvidenceStore(evidenceFolder(await session.load())).getText(view.report)
  const { sha256 } = view.report
  if (out === undefined) return { text: markdown.trimEnd(), json: { proposalId: view.proposalId, sha256, markdown } }
  const [file] = await writeTexts([{ file: out, text: markdown }])
  return { text: `Wrote ${file}`, json: { proposalId: view.proposalId, sha256, file } }
}
