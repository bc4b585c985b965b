import type { EvidenceStore } from '../../../activities/evidence/evidenceStore.js'
import type { MarketConfig } from '../../../proposals/marketConfig.js'
import type { Proposal } from '../../../proposals/proposal.js'

/** Store the configuration that a proposal was drafted with, and give the proposal whose evidence leads to it. */
export async function withEvidence<Draft extends Proposal>(
  evidence: EvidenceStore,
  config: MarketConfig,
  draft: Draft,
): Promise<Draft> {
  const manifest = {
    version: 1,
    market: config.id,
    asOf: '2022-06-12T00:00:00Z',
    configuration: await evidence.put(config),
    series: [],
    failures: [],
    snapshot: draft.evidence,
    state: draft.evidence,
  }
  return { ...draft, evidence: await evidence.put(manifest) }
}
