import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { type Address, encodeFunctionData, type Hex, keccak256, parseAbi, stringToBytes, toHex, zeroHash } from 'viem'
import type { CheckContext, CheckResult } from '../../../proposals/checks/check.js'
import { checksFor } from '../../../proposals/checks/registry.js'
import { runChecks } from '../../../proposals/checks/runChecks.js'
import type { Proposal } from '../../../proposals/proposal.js'
import { routeFor } from '../../../proposals/routes/registry.js'
import { attributeSignature } from '../../../proposals/safe/signatures.js'
import { encodeExecTransaction } from '../../../proposals/safe/encodeExecTransaction.js'
import { safeCall } from '../../../proposals/safe/safeCall.js'
import { safeHashes } from '../../../proposals/safe/safeHashes.js'
import { GUARD_STORAGE_SLOT } from '../../../proposals/safe/safeStatePlan.js'
import { targetFor } from '../../../proposals/targets/registry.js'
import { TIMELOCK_ROLES } from '../../../proposals/timelock/timelockAbi.js'
import { edit } from '../support/checkTests.js'
import { draftOnChain } from '../support/draftOnChain.js'
import { marketOnChain } from '../support/marketOnChain.js'
import { simulateOnChain } from '../support/simulateOnChain.js'
import { aaveV3Target } from '../../../proposals/targets/aaveV3/aaveV3Target.js'

const ROLES = parseAbi([
  'function revokeRole(bytes32 role, address account)',
  'function grantRole(bytes32 role, address account)',
])
const TIMELOCK = parseAbi(['function updateDelay(uint256 newDelay)'])
const SAFE = parseAbi(['function changeThreshold(uint256 threshold)'])
const FEED = parseAbi(['function setAnswer(int256 answer)'])
const CONFIGURATOR = parseAbi([
  'function configureReserveAsCollateral(address asset, uint256 ltv, uint256 liquidationThreshold, uint256 liquidationBonus)',
  'function setReserveFreeze(address asset, bool freeze)',
  'function setSupplyCap(address asset, uint256 cap)',
  'function setEModeCategory(uint8 id, uint16 ltv, uint16 liquidationThreshold, uint16 liquidationBonus, string label)',
  'function setAssetCollateralInEMode(address asset, uint8 id, bool allowed)',
])
const BORROWERS = 12
const STRANGER: Address = '0x00000000000000000000000000000000DeaDBeef'
/** A Safe keeps its nonce in slot 5. @source SafeStorage.sol */
const NONCE_SLOT = toHex(5, { size: 32 })

describe('the checks on a real chain', () => {
  let market: Awaited<ReturnType<typeof marketOnChain>>
  let drafted: Awaited<ReturnType<typeof draftOnChain>>
  let snapshot: Hex

  beforeAll(async () => {
    market = await marketOnChain({ borrowers: BORROWERS })
    drafted = await draftOnChain(market)
  })
  afterAll(() => market?.stop())
  beforeEach(async () => {
    snapshot = await market.client.snapshot()
  })
  afterEach(() => market.client.revert({ id: snapshot }))

  const asTimelock = (to: Address, data: Hex) => market.send(market.deployment.timelock.address, { to, value: '0', data })
  const configure = (functionName: string, args: readonly unknown[]) =>
    asTimelock(
      market.deployment.aave.configurator,
      encodeFunctionData({ abi: CONFIGURATOR, functionName, args } as Parameters<typeof encodeFunctionData>[0]),
    )
  const reserve = (symbol: string) => market.deployment.aave.reserves.find((one) => one.symbol === symbol)!
  const setPrice = (symbol: string, usd: number) => {
    const data = encodeFunctionData({ abi: FEED, functionName: 'setAnswer', args: [BigInt(Math.round(usd * 1e8))] })
    return market.send(market.deployment.accounts.feedKeeper, { to: reserve(symbol).feed, value: '0', data })
  }

  /** The context of a proposal on the chain as it is now, simulated there. */
  const contextNow = async (proposal: Proposal = drafted.proposal, over: Partial<CheckContext> = {}): Promise<CheckContext> => {
    const [target, route] = [targetFor(market.config.target), routeFor(market.config.route)]
    const block = await market.client.getBlock({ blockTag: 'latest' })
    return {
      ...drafted.context,
      proposal,
      simulation: await simulateOnChain(market, proposal),
      live: {
        block: { number: block.number, hash: block.hash, timestampSeconds: Number(block.timestamp) },
        market: await market.read(target.statePlan({ market: market.config.id, chainId: market.config.chain.id })),
        route: await market.read(route.statePlan()),
        authorities: await market.read(target.authorityPlan()),
        contracts: await market.read(target.contractsPlan()),
        hashes: await market.read(route.hashPlan(proposal.route)),
      },
      ...over,
    }
  }
  const said = (results: readonly CheckResult[], severity: CheckResult['severity'], check: string): string =>
    results
      .filter((result) => result.severity === severity && result.check === check)
      .map(({ message }) => message)
      .join('\n')
  const errors = (context: CheckContext) => runChecks(context).filter(({ severity }) => severity === 'error')
  const failing = (context: CheckContext) => [...new Set(errors(context).map(({ check }) => check))]

  it('default: every check passes', async () => {
    const context = await contextNow()
    const results = runChecks(context)
    expect(results.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(new Set(results.map(({ check }) => check))).toEqual(new Set(checksFor(context.proposal).map(({ name }) => name)))
    expect(said(results, 'info', 'simulation-succeeded')).toMatch(
      /from signing to executed: schedule took \d+ gas, execute took \d+ gas/,
    )
    expect(said(results, 'info', 'simulated-effect')).toMatch(/the change moves 4, each as proposed/)
    expect(said(results, 'info', 'simulated-liquidations')).toContain(`None of ${BORROWERS} borrowers`)
    // The local Safe is of the L2 edition, which tells each transaction besides.
    expect(context.simulation?.events.map(({ event }) => event)).toContain('SafeMultiSigTransaction')
    expect(said(results, 'info', 'expected-events')).toMatch(/All 9 events/)
  })

  it('error: the Safe lost the proposer role', async () => {
    const data = encodeFunctionData({
      abi: ROLES,
      functionName: 'revokeRole',
      args: [TIMELOCK_ROLES.proposer, market.deployment.safe.address],
    })
    await asTimelock(market.deployment.timelock.address, data)
    const results = errors(await contextNow())
    expect(said(results, 'error', 'roles-on-path')).toMatch(/is not a PROPOSER/)
    expect(said(results, 'error', 'simulation-succeeded')).toMatch(
      /"schedule" reverts .*AccessControlUnauthorizedAccount\(.*; the Safe says GS013/,
    )
  })

  it('error: the timelock lost the right to set', async () => {
    const { aave, timelock } = market.deployment
    for (const name of ['RISK_ADMIN', 'POOL_ADMIN']) {
      const role = keccak256(stringToBytes(name))
      await asTimelock(
        aave.aclManager,
        encodeFunctionData({ abi: ROLES, functionName: 'revokeRole', args: [role, timelock.address] }),
      )
    }
    const results = errors(await contextNow())
    expect(said(results, 'error', 'roles-on-path')).toMatch(/holds neither RISK_ADMIN nor POOL_ADMIN/)
    expect(said(results, 'error', 'simulation-succeeded')).toMatch(/"execute" reverts .*CallerNotRiskOrPoolAdmin\(\)/)
  })

  it('error: the delay was raised meanwhile', async () => {
    const data = encodeFunctionData({ abi: TIMELOCK, functionName: 'updateDelay', args: [259_200n] })
    await asTimelock(market.deployment.timelock.address, data)
    const results = errors(await contextNow())
    expect(said(results, 'error', 'timelock-delay')).toMatch(/waits 172800 s; the timelock now demands 259200 s/)
    expect(said(results, 'error', 'simulation-succeeded')).toMatch(/TimelockInsufficientDelay\(172800, 259200\)/)
  })

  it('error: a delay below the configured one', async () => {
    const data = encodeFunctionData({ abi: TIMELOCK, functionName: 'updateDelay', args: [60n] })
    await asTimelock(market.deployment.timelock.address, data)
    expect(failing(await contextNow())).toEqual(['timelock-delay'])
  })

  it('error: a call that is not part of the recommendation', async () => {
    const { state } = drafted
    const to = market.deployment.aave.configurator
    const data = encodeFunctionData({ abi: CONFIGURATOR, functionName: 'setSupplyCap', args: [reserve('WETH').underlying, 1n] })
    const calls = [...drafted.proposal.calls, { to, value: '0', data }]
    const routeState = drafted.context.live.route
    const route = routeFor(market.config.route).bind({
      state: routeState,
      chainId: 31337,
      calls,
      proposalId: drafted.proposal.proposalId,
    })
    const results = errors(await contextNow({ ...drafted.proposal, calls, route }))
    expect(state.reserves.find(({ asset }) => asset === 'WETH')?.supplyCap).toBe('1800000')
    expect(said(results, 'error', 'allowed-calls')).toMatch(/call 3 is 0x571f03e5 .*not on the list/)
    expect(said(results, 'error', 'decoded-calls')).not.toBe('')
    expect(said(results, 'error', 'simulated-effect')).toMatch(
      /also moves supplyCap of WETH from 1800000 to 1, which is not proposed/,
    )
    expect(said(results, 'error', 'expected-events')).toMatch(/also emits SupplyCapChanged\(/)
  })

  it('error: calls that set other values than the table shows', async () => {
    const other = await draftOnChain(market, 75)
    const { calls, route, proposalId } = other.proposal
    const altered = { ...drafted.proposal, calls, route, proposalId }
    const results = errors(await contextNow(altered))
    expect(said(results, 'error', 'decoded-calls')).toMatch(/Call 1 sets/)
    expect(said(results, 'error', 'simulated-effect')).toMatch(/After the change ltBps of WETH is 8225; 8250 is proposed/)
  })

  it('error: a hash that is not that of the fields', async () => {
    const altered = edit(({ proposal }) => {
      proposal.route.rounds[0]!.hashes.safeTxHash = zeroHash
    })(structuredClone(drafted.context) as CheckContext).proposal
    const results = errors(await contextNow(altered))
    expect(said(results, 'error', 'bound-bytes')).toMatch(/safeTxHash is 0x0+;/)
    expect(said(results, 'error', 'hashes-on-chain')).toMatch(/schedule: safeTxHash is 0x0+ offline/)
    expect(said(results, 'error', 'simulation-succeeded')).toMatch(/GS025/)
  })

  it('error: gas fields, and a delegatecall', async () => {
    const altered = edit(({ proposal }) => {
      const [round] = proposal.route.rounds
      round!.transaction = { ...round!.transaction, safeTxGas: '100000', operation: 1 }
    })(structuredClone(drafted.context) as CheckContext).proposal
    const found = failing(await contextNow(altered))
    expect(found).toEqual(expect.arrayContaining(['bound-bytes', 'gas-fields-zero', 'no-delegatecall', 'simulation-succeeded']))
  })

  it('error: a borrower at the edge is pushed over', async () => {
    const touched = (await simulateOnChain(market, drafted.proposal)).accounts
      .filter(({ healthFactorControl, healthFactorAfter }) => BigInt(healthFactorAfter) < BigInt(healthFactorControl))
      .map(({ healthFactorControl }) => Number(healthFactorControl) / 1e18)
    // A fall of every collateral brings the thinnest of those whom the change touches to 1.001.
    const fall = 1.001 / Math.min(...touched)
    for (const { symbol } of market.deployment.aave.reserves) {
      const price = Number(drafted.state.reserves.find(({ asset }) => asset === symbol)?.price) / 1e8
      if (symbol !== 'USDC') await setPrice(symbol, price * fall)
    }
    const tight = await draftOnChain(market, 50)
    const context = await contextNow(tight.proposal, {
      snapshot: tight.context.snapshot,
      recommendation: tight.context.recommendation,
    })
    const results = runChecks(context)
    expect(said(results, 'error', 'simulated-liquidations')).toMatch(
      /makes \d+ accounts with .* USD of debt liquidatable; the limit is 0.00 USD/,
    )
    expect(said(results, 'error', 'made-liquidatable')).not.toBe('')
    const made = context.simulation?.health?.madeLiquidatable
    for (const { healthFactorControl, healthFactorAfter } of made?.list ?? []) {
      expect(BigInt(healthFactorControl)).toBeGreaterThanOrEqual(10n ** 18n)
      expect(BigInt(healthFactorAfter)).toBeLessThan(10n ** 18n)
    }
    const limit = (made?.usd ?? 0) + 1
    const allowed = runChecks({ ...context, guardrails: { ...context.guardrails, maxMadeLiquidatableUsd: limit } })
    expect(said(allowed, 'error', 'simulated-liquidations')).toBe('')
    expect(said(allowed, 'warning', 'simulated-liquidations')).not.toBe('')
  })

  it('error: a reserve was frozen: the LTV is only set aside', async () => {
    await configure('setReserveFreeze', [reserve('WETH').underlying, true])
    const results = errors(await contextNow())
    expect(said(results, 'error', 'reserve-status')).toMatch(/WETH is frozen/)
    expect(said(results, 'error', 'live-parameters')).toMatch(/loan-to-value of WETH is 0 bps/)
    expect(said(results, 'error', 'simulated-effect')).toMatch(/After the change ltvBps of WETH is 0; 8000 is proposed/)
    expect(said(results, 'error', 'expected-events')).toMatch(/also emits PendingLtvChanged/)
  })

  it('error: somebody changed a parameter meanwhile', async () => {
    await configure('configureReserveAsCollateral', [reserve('WETH').underlying, 8040n, 8290n, 10_500n])
    const results = errors(await contextNow())
    expect(said(results, 'error', 'live-parameters')).toMatch(
      /liquidation threshold of WETH is 8290 bps on chain; 8300 bps was reviewed/,
    )
  })

  it('error: the oracle left the market', async () => {
    await setPrice('LINK', 9)
    const results = errors(await contextNow())
    expect(said(results, 'error', 'oracle-price')).toMatch(/The oracle says 9 USD for LINK/)
  })

  it('error: a step beyond the guardrails', async () => {
    const steep = await draftOnChain(market, 500)
    const context = await contextNow(steep.proposal, { recommendation: steep.context.recommendation })
    expect(said(errors(context), 'error', 'guardrails-hold')).toMatch(/stepLimit/)
  })

  it('error: an e-mode falls below its member', async () => {
    await configure('setEModeCategory', [1, 8_000, 8_320, 10_100, 'ETH correlated'])
    await configure('setAssetCollateralInEMode', [reserve('WETH').underlying, 1, true])
    const loose = await draftOnChain(market, -50)
    const context = await contextNow(loose.proposal, { recommendation: loose.context.recommendation })
    expect(said(errors(context), 'error', 'e-mode-thresholds')).toMatch(
      /E-mode 1 "ETH correlated" has a threshold of 8320 bps, below the 8350 bps/,
    )
    expect(context.simulation?.parameters.some(({ subject }) => subject === 'e-mode 1 "ETH correlated"')).toBe(true)
  })

  it('error: threshold, module and guard of the Safe', async () => {
    const { address } = market.deployment.safe
    const data = encodeFunctionData({ abi: SAFE, functionName: 'changeThreshold', args: [1n] })
    await market.send(address, { to: address, value: '0', data })
    await market.client.setStorageAt({ address, index: GUARD_STORAGE_SLOT, value: toHex(BigInt(STRANGER), { size: 32 }) })
    const context = await contextNow()
    expect(said(errors(context), 'error', 'safe-setup')).toMatch(/asks for 1 signatures.*\n.*has the guard/)
    // An account without code is no guard: the Safe's own call to it fails.
    expect(context.simulation?.outcome).toBe('reverted')
  })

  it('behavior: another holder of a role is a warning', async () => {
    const role = keccak256(stringToBytes('RISK_ADMIN'))
    await asTimelock(
      market.deployment.aave.aclManager,
      encodeFunctionData({ abi: ROLES, functionName: 'grantRole', args: [role, STRANGER] }),
    )
    const results = runChecks(await contextNow())
    expect(said(results, 'warning', 'other-powers')).toMatch(new RegExp(`${STRANGER} holds RISK_ADMIN`))
    expect(results.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it('error: the nonce was used meanwhile', async () => {
    const { address: safe, owners } = market.deployment.safe
    const transaction = safeCall({ to: STRANGER, value: '0', data: '0x', nonce: '0' })
    const { safeTxHash } = safeHashes({ chainId: market.config.chain.id, safe, version: '1.4.1', transaction })
    const signatures = await Promise.all(
      [1, 2].map(async (owner) =>
        attributeSignature({ safeTxHash, signature: await market.account(owner).sign({ hash: safeTxHash }), owners }),
      ),
    )
    await market.send(market.deployment.accounts.relayer, encodeExecTransaction({ safe, transaction, signatures }))
    const results = errors(await contextNow())
    expect(said(results, 'error', 'simulation-succeeded')).toMatch(/nothing to simulate: the proposal is superseded on chain/)
  })

  it('error: its time has passed', async () => {
    await market.client.setNextBlockTimestamp({ timestamp: BigInt(drafted.proposal.expiresAtSeconds + 1) })
    await market.client.mine({ blocks: 1 })
    expect(said(errors(await contextNow()), 'error', 'time-left')).toMatch(/It expired/)
  })

  it('error: another proposal is live', async () => {
    const other = (await draftOnChain(market, 75)).proposal.proposalId
    const context = await contextNow(drafted.proposal, { liveProposals: [drafted.proposal.proposalId, other] })
    expect(failing(context)).toEqual(['one-live-proposal'])
  })

  it('behavior: once scheduled it is simulated from there, and once executed no more', async () => {
    const { route } = drafted.proposal
    const { accounts, safe } = market.deployment
    await market.send(safe.address, route.rounds[0]!.transaction)
    await market.client.setStorageAt({ address: safe.address, index: NONCE_SLOT, value: toHex(1, { size: 32 }) })
    const delayed = await contextNow()
    expect(delayed.simulation).toMatchObject({ phase: 'delayed', outcome: 'executed' })
    expect(delayed.simulation?.transactions.map(({ step }) => step)).toEqual(['execute'])
    expect(failing(delayed)).toEqual([])
    const { timestamp } = await market.client.getBlock()
    await market.client.setNextBlockTimestamp({ timestamp: timestamp + 172_800n })
    await market.client.mine({ blocks: 1 })
    const executable = await contextNow()
    expect(executable.simulation).toMatchObject({ phase: 'executable', outcome: 'executed' })
    expect(failing(executable)).toEqual([])
    await market.send(accounts.relayer, route.execution)
    const executed = await simulateOnChain(market, drafted.proposal)
    expect(executed).toMatchObject({ phase: 'executed', outcome: 'notExecutable', transactions: [], accounts: [] })
  })

  it('property: what was simulated is what the chain then does', async () => {
    const { proposal, state } = drafted
    const simulation = await simulateOnChain(market, proposal)
    const { accounts, safe } = market.deployment
    // However long the simulation took: the delay that it waited counts from here.
    await market.client.setNextBlockTimestamp({ timestamp: BigInt(simulation.block.timestampSeconds) + 1n })
    await market.send(safe.address, proposal.route.rounds[0]!.transaction)
    await market.client.setNextBlockTimestamp({ timestamp: BigInt(simulation.comparedAtSeconds ?? 0) })
    await market.send(accounts.relayer, proposal.route.execution)
    const after = buildParameters(await market.read(aaveV3Target.parametersPlan(market.aave)))
    const simulated = simulation.parameters.filter(({ parameter }) => /^l(tv|t|b)Bps$/.test(parameter))
    expect(simulated).toHaveLength(state.reserves.length * 3)
    for (const { address, parameter, after: value } of simulated) expect(after.get(`${String(address)} ${parameter}`)).toBe(value)
  })
})

function buildParameters(reserves: readonly { address: Address; parameters: Readonly<Record<string, number>> }[]) {
  return new Map(
    reserves.flatMap(({ address, parameters }) =>
      Object.entries(parameters).map(([name, value]) => [`${String(address)} ${name}`, String(value)] as const),
    ),
  )
}
