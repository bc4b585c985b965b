import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AccountsSegment } from '../../../../activities/chain/accountsIndex/accountsSegment.js'
import type { EvidenceStore } from '../../../../activities/evidence/evidenceStore.js'
import { folderEvidenceStore } from '../../../../activities/evidence/folderEvidenceStore.js'
import { createSource } from '../../../../activities/sources/createSource.js'
import type { ClaimCheck } from '../../../../core/claimCheck.js'
import type { BarSeries } from '../../../../models/data/barSeries.js'
import type { ImpliedSeries } from '../../../../models/data/impliedSeries.js'
import { REALISED_DAYS, realisedAnnual } from '../../../../models/quality/readImplied.js'
import { buildProposal } from '../../../../proposals/buildProposal.js'
import type { CheckResult } from '../../../../proposals/checks/check.js'
import { draftingOf } from '../../../../proposals/drafting.js'
import { evidenceManifestSchema } from '../../../../proposals/evidenceManifest.js'
import { recommendationFrom, snapshotFrom } from '../../../../proposals/fromEvidence/fromEvidence.js'
import { reportFrom } from '../../../../proposals/fromEvidence/reportFrom.js'
import { marketConfigSchema } from '../../../../proposals/marketConfig.js'
import type { SafeTimelockProposal } from '../../../../proposals/routes/safeTimelock/safeTimelockBinding.js'
import { accounts, config as handmade, contracts, routeState, state } from '../../../proposals/support/fixture.js'
import { onSafeTimelock } from '../../../proposals/support/onSafeTimelock.js'
import { simulationFor } from '../../../proposals/support/simulationFor.js'
import { backtestResult } from '../../../support/backtestResult.js'

const examples = fileURLToPath(new URL('../../../../examples/', import.meta.url))
const asOf = '2022-06-12T00:00:00Z'

/** A proposal on real prices with all of its evidence in a folder. */
export interface StoredProposal extends ProposalInStore {
  readonly folder: string
}

/** A proposal on real prices with all of its evidence. */
export interface ProposalInStore {
  readonly evidence: EvidenceStore
  readonly proposal: SafeTimelockProposal
  readonly report: { readonly claim: ClaimCheck; readonly checks: readonly CheckResult[]; readonly simulation: ClaimCheck }
  /** Claim of every part by the name that verification calls it. */
  readonly parts: Readonly<Record<string, ClaimCheck>>
}

/**
 * Recalibrate on the example's prices as the activities do, the chain's part handmade, and store everything.
 *
 * @param hasImplied - forecast WETH with implied volatility, which is made of what was realised; its source fails for LINK.
 */
export async function storedProposal({ hasImplied = false } = {}): Promise<StoredProposal> {
  const folder = await mkdtemp(join(tmpdir(), 'plimsoll-verify-'))
  return { folder, ...(await proposalStoredIn(folderEvidenceStore(folder), { hasImplied })) }
}

/** The same in any store. */
export async function proposalStoredIn(evidence: EvidenceStore, { hasImplied = false } = {}): Promise<ProposalInStore> {
  const config = marketConfigSchema.parse({
    ...handmade,
    // Few draws: every verification computes them again.
    models: {
      bandDraws: 20,
      scenarioCount: 500,
      ...(hasImplied ? { volatilityModels: ['logHarImplied', 'riskMetrics2006'] } : {}),
    },
    ...(hasImplied
      ? { impliedVolatility: [{ kind: 'csv', name: 'dvol', path: 'dvol.csv', symbols: { WETH: 'ETH', LINK: 'LINK' } }] }
      : {}),
    assets: [...handmade.assets, { symbol: 'AAVE', address: accounts.stranger }],
    sources: [
      { kind: 'csv', name: 'spot', path: 'data/spot_daily.csv.gz', symbols: { WETH: 'ETH', LINK: 'LINK', AAVE: 'AAVE' } },
      { kind: 'csv', name: 'index', path: 'data/index_daily.csv.gz', symbols: { WETH: 'ETH', LINK: 'LINK', AAVE: 'AAVE' } },
    ],
  })
  const failures = [{ asset: 'AAVE', source: 'index', message: 'the source did not answer' }]
  if (hasImplied) failures.push({ asset: 'LINK', source: 'dvol', message: 'the file is not there' })
  const segment: AccountsSegment = {
    version: 1,
    market: config.id,
    chainId: config.chain.id,
    fromBlock: '0',
    toBlock: '10',
    toBlockHash: state.block.hash,
    sources: [],
    accounts: [accounts.borrower],
    previous: null,
    rebuiltBecause: null,
    rebuiltAtBlock: null,
  }
  const older = await evidence.put(segment)
  const newer = await evidence.put({ ...segment, toBlock: '36', accounts: [], previous: older })
  const market = {
    ...state,
    positionsIndex: newer,
    reserves: [...state.reserves, { ...state.reserves[1]!, asset: 'AAVE', address: accounts.stranger, price: '8000000000' }],
  }
  const series = []
  for (const source of config.sources) {
    const opened = createSource(source, { baseDir: examples, environment: () => undefined })
    for (const { symbol } of config.assets) {
      if (!opened.carries(symbol) || (source.name === 'index' && symbol === 'AAVE')) continue
      series.push({ asset: symbol, source: source.name, bars: await opened.fetch({ asset: symbol, asOfMs: Date.parse(asOf) }) })
    }
  }
  const [weth] = series
  const implied = hasImplied && weth !== undefined ? [impliedOf(weth.bars)] : []
  const snapshot = snapshotFrom({ config, asOf, series, implied, failures })
  const recommendation = recommendationFrom({ config, snapshot, state: market })
  const [configuration, snapshotClaim, stateClaim, recommendationClaim] = (await Promise.all(
    [config, snapshot, market, recommendation].map((value) => evidence.put(value)),
  )) as [ClaimCheck, ClaimCheck, ClaimCheck, ClaimCheck]
  const bars = await Promise.all(series.map(async (one) => ({ ...one, bars: await evidence.put(one.bars) })))
  const stored = await Promise.all(implied.map(async (one) => ({ ...one, values: await evidence.put(one.values) })))
  const tested = backtestResult({ market: config.id })
  const backtest = await evidence.put(tested)
  const manifest = evidenceManifestSchema.parse({
    version: 1,
    market: config.id,
    asOf,
    configuration,
    series: bars,
    ...(hasImplied ? { implied: stored } : {}),
    failures,
    snapshot: snapshotClaim,
    state: stateClaim,
    backtest,
  })
  const manifestClaim = await evidence.put(manifest)
  const drafting = {
    contracts,
    routeState,
    scheduledAt: asOf,
    genesisHash: `0x${'11'.repeat(32)}`,
    draftedAt: { number: 100n, hash: market.block.hash, timestampSeconds: market.block.timestampSeconds },
  } as const
  const built = buildProposal({
    recommendation,
    recommendationClaim,
    evidence: manifestClaim,
    config,
    state: market,
    ...drafting,
  })
  const proposal = onSafeTimelock(built)
  const checks: CheckResult[] = [{ check: 'allowedCalls', severity: 'info', message: 'All calls are allowed.' }]
  const simulated = simulationFor(proposal, market)
  const simulation = await evidence.put(simulated)
  const report = await evidence.putText(
    reportFrom({
      proposal,
      recommendation,
      manifest,
      snapshot,
      checks,
      simulation: { claim: simulation, result: simulated },
      backtest: tested,
    }),
  )
  return {
    evidence,
    proposal,
    report: { claim: report, checks, simulation },
    parts: {
      manifest: manifestClaim,
      configuration,
      'chain state': stateClaim,
      'index of borrowers': newer,
      'index of borrowers, segment 2': older,
      snapshot: snapshotClaim,
      recommendation: recommendationClaim,
      'contracts and route at drafting': await evidence.put(draftingOf(drafting)),
      'stored proposal': await evidence.put(proposal),
      report,
      simulation,
      backtest,
      ...Object.fromEntries(bars.map(({ asset, source, bars: claim }) => [`bars of ${asset} from ${source}`, claim])),
      ...Object.fromEntries(stored.map(({ asset, source, values }) => [`implied volatility of ${asset} from ${source}`, values])),
    },
  }
}

/** A little above what was realised in the month before, as options usually cost. */
function impliedOf(bars: BarSeries) {
  const { asset, openTimesMs } = bars
  const from = REALISED_DAYS
  const values: ImpliedSeries = {
    asset,
    source: 'dvol',
    measure: 'percentAnnualised',
    horizonDays: 30,
    knownAtMs: openTimesMs.slice(from).map((openTimeMs) => openTimeMs + 86_400_000),
    values: [...realisedAnnual(bars).subarray(from)].map((annual) => 110 * annual),
  }
  return { asset, source: 'dvol', values }
}

/** Every file of an evidence folder with its content. */
export async function filesOf(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  return new Map(await Promise.all(files.map(async (file) => [file, await readFile(file)] as const)))
}
