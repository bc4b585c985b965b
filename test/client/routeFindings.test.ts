import { describe, expect, it } from '@jest/globals'
import { loadConfig } from '../../config/loadConfig.js'
import { findMarket } from '../../config/findMarket.js'
import { projectRoot } from '../../activities/process/projectRoot.js'
import type { ReserveState } from '../../proposals/targets/aaveV3/aaveV3State.js'
import { routeFindings } from '../../client/routeFindings.js'
import type { SafeTimelockState } from '../../proposals/routes/safeTimelock/safeTimelockState.js'
import { safeTimelockOf } from '../proposals/support/onSafeTimelock.js'

type Input = Parameters<typeof routeFindings>[0] & { readonly route: SafeTimelockState }
const stranger = '0x00000000000000000000000000000000000000AA'

async function sound(): Promise<Input> {
  const { market: config } = findMarket((await loadConfig(`${projectRoot()}/examples/local.yaml`)).config)
  const { safe, timelock, guardian } = safeTimelockOf(config)
  return {
    config,
    reserves: config.assets.map(({ symbol, address }) => ({ asset: symbol, address }) as ReserveState),
    authorities: [{ role: 'RISK_ADMIN', contract: stranger, effect: 'sets', power: 'Sets.', holders: [timelock] }],
    route: {
      kind: 'safeTimelock',
      block: { number: '1', timestampSeconds: 1 },
      safe: {
        address: safe,
        version: '1.4.1',
        owners: [stranger, safe, guardian],
        threshold: 2,
        nonce: '0',
        modules: [],
        guard: null,
      },
      timelock: {
        address: timelock,
        minDelaySeconds: 172_800,
        proposers: [safe],
        cancellers: [guardian],
        executors: [safe],
        admins: [timelock],
        isExecutionOpen: false,
      },
    },
  }
}

async function namesAfter(edit: (input: Input) => Input): Promise<string[]> {
  return routeFindings(edit(await sound())).map(({ severity, name }) => `${severity} ${name}`)
}

const withTimelock = (over: Partial<Input['route']['timelock']>) => (input: Input) => ({
  ...input,
  route: { ...input.route, timelock: { ...input.route.timelock, ...over } },
})
const withSafe = (over: Partial<Input['route']['safe']>) => (input: Input) => ({
  ...input,
  route: { ...input.route, safe: { ...input.route.safe, ...over } },
})

describe('routeFindings', () => {
  it('default', async () => {
    expect(await namesAfter((input) => input)).toEqual([])
  })

  it.each<[string, (input: Input) => Input]>([
    ['error role-missing', (input) => ({ ...input, authorities: [] })],
    ['error proposer-missing', withTimelock({ proposers: [] })],
    ['error canceller-missing', withTimelock({ cancellers: [] })],
    ['error executor-missing', withTimelock({ executors: [] })],
    ['error delay-short', withTimelock({ minDelaySeconds: 172_799 })],
    ['error threshold-low', withSafe({ threshold: 1 })],
    ['error module-unknown', withSafe({ modules: [stranger] })],
    ['error guard-unknown', withSafe({ guard: stranger })],
    ['error asset-not-listed', (input) => ({ ...input, reserves: input.reserves.slice(1) })],
    [
      'error asset-misnamed',
      (input) => ({ ...input, reserves: input.reserves.map((r) => ({ ...r, asset: r.asset === 'WETH' ? 'WETHX' : r.asset })) }),
    ],
    ['warning no-spare-owner', withSafe({ owners: [stranger, '0x00000000000000000000000000000000000000bb'] })],
    ['warning execution-open', withTimelock({ isExecutionOpen: true, executors: [] })],
    ['warning other-admin', withTimelock({ admins: [stranger] })],
    [
      'warning other-holder',
      (input) => ({ ...input, authorities: input.authorities.map((one) => ({ ...one, holders: [...one.holders, stranger] })) }),
    ],
  ])('behavior: %s', async (expected, edit) => {
    expect(await namesAfter(edit)).toEqual([expected])
  })
})
