import { keccak256, stringToBytes } from 'viem'
import { type AaveV3State, aaveV3StateSchema } from '../../../proposals/targets/aaveV3/aaveV3State.js'
import { buildProposal } from '../../../proposals/buildProposal.js'
import { type EvidenceManifest, evidenceManifestSchema } from '../../../proposals/evidenceManifest.js'
import { type MarketConfig, marketConfigSchema } from '../../../proposals/marketConfig.js'
import type { SafeTimelockState } from '../../../proposals/routes/safeTimelock/safeTimelockState.js'
import type { AaveV3Contracts } from '../../../proposals/targets/aaveV3/contractsPlan.js'
import { account, accounts } from './accounts.js'
import { claim } from './claim.js'
import { onSafeTimelock, type SafeTimelockContext, safeTimelockOf } from './onSafeTimelock.js'
import { parameters } from './parameters.js'
import { recommendationFor } from './recommendationFor.js'
import { simulationFor } from './simulationFor.js'
import { snapshotFor } from './snapshotFor.js'

export { accounts }

/** Contracts of the handmade market. */
export const contracts: AaveV3Contracts = {
  poolAddressesProvider: account('provider'),
  pool: account('pool'),
  poolConfigurator: account('configurator'),
  oracle: account('oracle'),
  aclManager: account('acl'),
  dataProvider: account('data provider'),
}

const hash = (name: string) => keccak256(stringToBytes(name))

const reserve = (asset: string, address: string, ltv: number, lt: number, lb: number, price: string, decimals: number) => ({
  asset,
  address,
  decimals,
  parameters: parameters(ltv, lt, lb),
  supplyCap: '0',
  borrowCap: '0',
  isActive: true,
  isFrozen: false,
  isPaused: false,
  price,
  priceDecimals: 8,
  totalSupplied: '0',
  totalDebt: '0',
  lastChangedAtSeconds: { ltvBps: null, ltBps: null, lbBps: null },
})

/** A handmade market: WETH, LINK and USDC, one borrower of 10 WETH against 10,000 USDC, one e-mode. */
export const state: AaveV3State = aaveV3StateSchema.parse({
  market: 'test-market',
  chainId: 31337,
  block: { number: '100', hash: hash('block 100'), timestampSeconds: 1_654_992_000 },
  reserves: [
    reserve('WETH', accounts.weth, 8050, 8300, 10500, '153289000000', 18),
    reserve('LINK', accounts.link, 5300, 6800, 10700, '704000000', 18),
    { ...reserve('USDC', accounts.usdc, 7700, 8000, 10450, '100000000', 6), totalDebt: '10000000000' },
  ],
  eModes: [{ id: 1, label: 'ETH correlated', parameters: parameters(9000, 9300, 10200), collateralAssets: ['WETH'] }],
  positions: [
    {
      account: accounts.borrower,
      eModeCategory: 0,
      collateral: [{ asset: 'WETH', amount: (10n ** 19n).toString() }],
      debt: [{ asset: 'USDC', amount: '10000000000' }],
    },
  ],
})

/** Configuration of the handmade market. */
export const config: MarketConfig = marketConfigSchema.parse({
  id: 'test-market',
  chain: { id: 31337, rpcUrlEnv: 'RPC_URL' },
  target: { kind: 'aaveV3', poolAddressesProvider: contracts.poolAddressesProvider },
  route: { kind: 'safeTimelock', safe: accounts.safe, timelock: accounts.timelock, guardian: accounts.guardian },
  assets: [
    { symbol: 'WETH', address: accounts.weth },
    { symbol: 'LINK', address: accounts.link },
    { symbol: 'USDC', address: accounts.usdc, isAdjustable: false },
  ],
  sources: [{ kind: 'csv', name: 'one', path: 'one.csv', symbols: { WETH: 'ETH' } }],
  notice: 'Replay of market history.',
})

/** The handmade market's Safe and timelock. */
export const routeState: SafeTimelockState = {
  kind: 'safeTimelock',
  block: { number: '100', timestampSeconds: 1_654_992_000 },
  safe: {
    address: accounts.safe,
    version: '1.4.1',
    owners: [...accounts.owners],
    threshold: 2,
    nonce: '7',
    modules: [],
    guard: null,
  },
  timelock: {
    address: accounts.timelock,
    minDelaySeconds: 172_800,
    proposers: [accounts.safe],
    cancellers: [accounts.guardian],
    executors: [accounts.relayer, accounts.safe],
    admins: [accounts.timelock],
    isExecutionOpen: false,
  },
}

/** WETH and LINK are tightened by one step, USDC stays. */
export const recommendation = recommendationFor(state, {
  WETH: parameters(7850, 8100, 10500),
  LINK: parameters(5100, 6600, 10700),
})

/** Market data that agree with the oracle. */
export const snapshot = snapshotFor(state)

/** Evidence of the handmade proposal. */
export const manifest: EvidenceManifest = evidenceManifestSchema.parse({
  version: 1,
  market: 'test-market',
  asOf: '2022-06-12T00:00:00Z',
  configuration: claim(config),
  series: [{ asset: 'WETH', source: 'one', bars: claim(snapshot.assets[0]) }],
  snapshot: claim(snapshot),
  state: claim(state),
})

/** What `buildProposal` is given for the handmade proposal. */
export const buildInput = {
  recommendation,
  recommendationClaim: claim(recommendation),
  evidence: claim(manifest),
  config,
  routeState,
  contracts,
  state,
  scheduledAt: '2022-06-12T00:00:00Z',
  genesisHash: hash('genesis'),
  draftedAt: { number: 100n, hash: hash('block 100'), timestampSeconds: 1_654_992_000 },
} as const

/** The handmade proposal. */
export const proposal = onSafeTimelock(buildProposal(buildInput))

/** A context in which every check passes. */
export const context: SafeTimelockContext = {
  proposal,
  recommendation,
  snapshot,
  guardrails: config.guardrails,
  adjustableAssets: ['WETH', 'LINK'],
  routeConfig: safeTimelockOf(config),
  simulation: simulationFor(proposal, state),
  liveProposals: [proposal.proposalId],
  live: {
    block: { number: 100n, hash: hash('block 100'), timestampSeconds: 1_654_992_000 },
    market: state,
    route: routeState,
    authorities: [
      {
        role: 'RISK_ADMIN',
        contract: contracts.aclManager,
        effect: 'sets',
        power: 'Sets parameters.',
        holders: [accounts.timelock],
      },
      { role: 'POOL_ADMIN', contract: contracts.aclManager, effect: 'sets', power: 'Sets parameters.', holders: [] },
      {
        role: 'DEFAULT_ADMIN',
        contract: contracts.aclManager,
        effect: 'controls',
        power: 'Grants roles.',
        holders: [accounts.timelock],
      },
    ],
    contracts,
    hashes: [
      ...[...proposal.route.rounds, proposal.route.rejection].map(({ purpose, hashes }) => ({
        name: purpose,
        offline: hashes.safeTxHash,
        onChain: hashes.safeTxHash,
      })),
      { name: 'operation', offline: proposal.route.operation.id, onChain: proposal.route.operation.id },
    ],
  },
}
