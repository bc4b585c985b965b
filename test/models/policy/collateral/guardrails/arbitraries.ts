import { parse } from '../../../../../core/schemas/parse.js'
import type { Bps } from '../../../../../core/units/bps.js'
import type { Book } from '../../../../../models/book/book.js'
import { type CollateralParameters, collateralAssetsOf } from '../../../../../models/policy/collateral/parameter.js'
import { aaveV3StateSchema } from '../../../../../proposals/targets/aaveV3/aaveV3State.js'
import { bookOf } from '../../../../../proposals/targets/aaveV3/bookOf.js'
import { type GuardrailConfig, guardrailConfigSchema } from '../../../../../models/policy/collateral/guardrailConfig.js'
import type { GuardedAsset, Wish } from '../../../../../models/policy/collateral/guardrails/limit.js'
import fc from '../../../../support/fastCheck.js'
import { accountOf, BLOCK_SECONDS, RULE } from '../../../book/marketStateOf.js'

/** Symbols of the random markets: among them names that a careless map would trip over. */
export const SYMBOLS = ['WETH', 'WBTC', 'LINK', 'constructor', '__proto__'] as const

const DAY = 86_400

const changedAt = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 3, arbitrary: fc.constantFrom(1, 3, 5, 7, 9).map((days) => BLOCK_SECONDS - days * DAY) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: BLOCK_SECONDS + DAY }) },
)
const bpsAny = fc.integer({ min: 0, max: 65_535 }) as fc.Arbitrary<Bps>
const bpsUpTo = (max: number) => fc.integer({ min: 0, max }) as fc.Arbitrary<Bps>

/** Parameters as a chain has them. */
const sane = fc
  .tuple(fc.integer({ min: 500, max: 9_300 }), fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 10_001, max: 11_600 }))
  .map(([ltBps, gap, lbBps]) => ({ ltvBps: Math.max(0, ltBps - gap), ltBps, lbBps }) as CollateralParameters)

/** Parameters that the schema lets through and no chain would have. */
const hostile = fc.record({
  ltvBps: fc.oneof(bpsUpTo(10_000), bpsAny),
  ltBps: fc.oneof(bpsUpTo(10_000), bpsAny),
  lbBps: fc.oneof(bpsUpTo(12_000), bpsAny),
})

const parameters: fc.Arbitrary<CollateralParameters> = fc.oneof({ weight: 6, arbitrary: sane }, { weight: 1, arbitrary: hostile })

const rarely = fc.oneof({ weight: 15, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) })
const usually = rarely.map((value) => !value)

function reserveOf(asset: string, index: number) {
  return fc.record({
    asset: fc.constant(asset),
    address: fc.constant(accountOf(1_000 + index)),
    decimals: fc.constantFrom(0, 6, 8, 18),
    parameters,
    supplyCap: fc.constant('0'),
    borrowCap: fc.constant('0'),
    isActive: usually,
    isFrozen: rarely,
    isPaused: rarely,
    price: fc
      .oneof(
        { weight: 30, arbitrary: fc.bigInt({ min: 10n ** 4n, max: 10n ** 13n }) },
        { weight: 1, arbitrary: fc.bigInt({ min: 0n, max: 9n }) },
      )
      .map(String),
    priceDecimals: fc.constantFrom(8, 8, 8, 6),
    totalSupplied: fc.constant('0'),
    totalDebt: fc.constant('0'),
    lastChangedAtSeconds: fc.record({ ltvBps: changedAt, ltBps: changedAt, lbBps: changedAt }),
  })
}

const guardrailsInput = fc.record(
  {
    bounds: fc.record(
      {
        ltv: range(0, 9_000),
        lt: range(0, 9_500),
        lb: range(10_000, 11_600),
      },
      { requiredKeys: [] },
    ),
    tighten: speed(),
    loosen: speed(),
    maxBonusStepBps: fc.integer({ min: 1, max: 400 }),
    ltvBufferBps: fc.integer({ min: 1, max: 1_500 }),
    minimumMoveBps: fc.integer({ min: 1, max: 120 }),
    healthFactorMarginBps: fc.constantFrom(0, 50, 500),
    bandGate: fc.constantFrom('all', 'loosening', 'none'),
    maxMadeLiquidatableUsd: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e6, noNaN: true })),
  },
  { requiredKeys: [] },
)

function range(min: number, max: number) {
  return fc
    .tuple(fc.integer({ min, max }), fc.integer({ min, max }))
    .map(([a, b]) => ({ minBps: Math.min(a, b), maxBps: Math.max(a, b) }))
}

function speed() {
  return fc.record(
    { maxStepBps: fc.integer({ min: 1, max: 600 }), cooldown: fc.constantFrom('1s', '36h', '3d', '7d') },
    { requiredKeys: [] },
  )
}

/** Guardrails of any strictness. */
export const guardrailConfigs: fc.Arbitrary<GuardrailConfig> = guardrailsInput.map((input) =>
  parse(guardrailConfigSchema, input, 'Random guardrails'),
)

/** Markets of one to five reserves, up to two e-mode categories, and accounts most of which stand near a health factor of 1. */
export const marketStates: fc.Arbitrary<Book> = fc
  .subarray([...SYMBOLS], { minLength: 1 })
  .chain((symbols) => fc.tuple(...symbols.map(reserveOf)))
  .chain((reserves) => {
    const symbols = reserves.map(({ asset }) => asset)
    const eModes = fc.uniqueArray(
      fc.record({
        id: fc.integer({ min: 1, max: 3 }),
        label: fc.constant('category'),
        parameters: sane,
        collateralAssets: fc.subarray(symbols),
      }),
      { maxLength: 2, selector: ({ id }) => id },
    )
    return fc.tuple(fc.constant(reserves), eModes)
  })
  .chain(([reserves, eModes]) => {
    const position = fc.record({
      eModeCategory: fc.constantFrom(0, 0, 0, ...eModes.map(({ id }) => id)),
      collateral: fc.subarray(
        reserves.map((_, i) => i),
        { minLength: 1 },
      ),
      debtIn: fc.nat(reserves.length - 1),
      amounts: fc.array(fc.bigInt({ min: 1n, max: 10n ** 22n }), { minLength: reserves.length, maxLength: reserves.length }),
      // Debt as a share of what the live thresholds allow, in ten-thousandths.
      share: fc.oneof(
        { weight: 3, arbitrary: fc.integer({ min: 9_500, max: 10_000 }) },
        { weight: 1, arbitrary: fc.integer({ min: 0, max: 15_000 }) },
      ),
    })
    const liquidation = fc.constantFrom({}, { liquidation: RULE })
    return fc.tuple(fc.array(position, { maxLength: 6 }), liquidation).map(([drafts, rule]) => {
      const positions = drafts.map(({ eModeCategory, collateral, debtIn, amounts, share }, n) => {
        const category = eModes.find(({ id }) => id === eModeCategory)
        let allowed = 0n
        const held = collateral.map((i) => {
          const { asset, price, decimals, priceDecimals, parameters } = reserves[i] as (typeof reserves)[number]
          const amount = amounts[i] as bigint
          const ltBps = category?.collateralAssets.includes(asset) ? category.parameters.ltBps : parameters.ltBps
          allowed += ((amount * BigInt(price) * 10n ** 8n) / 10n ** BigInt(decimals + priceDecimals)) * BigInt(ltBps)
          return { asset, amount: amount.toString() }
        })
        const { asset, price, decimals, priceDecimals } = reserves[debtIn] as (typeof reserves)[number]
        const owed =
          price === '0' ? 7n : (allowed * BigInt(share) * 10n ** BigInt(decimals + priceDecimals)) / (BigInt(price) * 10n ** 16n)
        return {
          account: accountOf(n),
          eModeCategory,
          collateral: held,
          debt: owed === 0n ? [] : [{ asset, amount: owed.toString() }],
        }
      })
      const state = {
        market: 'test-market',
        chainId: 31_337,
        block: { number: '1', hash: `0x${'0'.repeat(64)}`, timestampSeconds: BLOCK_SECONDS },
        reserves,
        eModes,
        positions,
        ...rule,
      }
      return bookOf(parse(aaveV3StateSchema, state, 'Random state'))
    })
  })

/** Targets of any kind, most of them near the live values, and what the guardrails must know besides. */
export function wishesFor(state: Book): fc.Arbitrary<{ wishes: Map<string, Wish>; assets: GuardedAsset[] }> {
  const perReserve = collateralAssetsOf(state).map(({ asset, parameters: live }) => {
    const near = (value: number) =>
      fc.integer({ min: -500, max: 500 }).map((move) => Math.min(65_535, Math.max(0, value + move)) as Bps)
    const target = fc.oneof(
      { weight: 6, arbitrary: fc.record({ ltvBps: near(live.ltvBps), ltBps: near(live.ltBps), lbBps: near(live.lbBps) }) },
      { weight: 1, arbitrary: hostile },
    )
    const around = (value: number) =>
      fc.tuple(near(value), near(value), near(value)).map((drawn) => {
        const [p05, p50, p95] = drawn.toSorted((a, b) => a - b) as [Bps, Bps, Bps]
        return { p05, p50, p95 }
      })
    const band = fc.record({ ltvBps: around(live.ltvBps), ltBps: around(live.ltBps), lbBps: around(live.lbBps) })
    return fc.record({
      asset: fc.constant(asset),
      wish: fc.option(fc.record({ target, ltvGapBps: fc.integer({ min: 0, max: 1_500 }), band: fc.option(band, { freq: 2 }) }), {
        freq: 9,
      }),
      guarded: fc.option(
        fc.record({
          asset: fc.constant(asset),
          isAdjustable: usually,
          isSingleSource: rarely,
          looseningGate: fc.record({ isOpen: fc.boolean(), because: fc.constant('the test says so') }),
        }),
        { freq: 15 },
      ),
    })
  })
  return fc.tuple(...perReserve).map((drawn) => ({
    wishes: new Map(drawn.flatMap(({ asset, wish }) => (wish === null ? [] : [[asset, wish] as const]))),
    assets: drawn.flatMap(({ guarded }) => (guarded === null ? [] : [guarded])),
  }))
}
