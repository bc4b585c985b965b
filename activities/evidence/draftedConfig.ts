import { evidenceManifestSchema } from '../../proposals/evidenceManifest.js'
import { type MarketConfig, marketConfigSchema } from '../../proposals/marketConfig.js'
import type { Proposal } from '../../proposals/proposal.js'
import type { EvidenceStore } from './evidenceStore.js'

/** Read the configuration that a proposal was drafted with from its evidence. */
export async function draftedConfig(evidence: EvidenceStore, proposal: Proposal): Promise<MarketConfig> {
  const { configuration } = await evidence.get(proposal.evidence, evidenceManifestSchema)
  return evidence.get(configuration, marketConfigSchema)
}
