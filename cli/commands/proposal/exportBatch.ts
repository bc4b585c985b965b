import { transactionBuilderFile } from '../../../proposals/report/transactionBuilderFile.js'
import { readProposal } from '../../../worker/client/proposals.js'
import { resolveProposalId } from '../../../worker/client/resolveProposalId.js'
import { assertWorkers } from '../../../worker/client/workerPresence.js'
import type { Outcome } from '../../outcome.js'
import { writeText } from '../../output/writeText.js'
import type { Session } from '../../session.js'

/** Export a proposal for the Safe Transaction Builder, its checksum over the exact bytes. */
export async function exportBatch(session: Session, id: string, out: string | undefined): Promise<Outcome> {
  const { config } = await session.load()
  const { client } = await session.connect()
  const proposalId = await resolveProposalId(client, id)
  await assertWorkers(client, config.temporal.taskQueue, ['orchestration'])
  const batch = transactionBuilderFile({ proposal: await readProposal(client, proposalId) })
  const text = JSON.stringify(batch, null, 2)
  if (out === undefined) return { text, json: batch }
  const file = await writeText(out, `${text}\n`)
  return { text: `Wrote ${file}`, json: { proposalId, checksum: batch.meta.checksum, file } }
}
