import { z } from 'zod'
import { addressSchema, uintStringSchema } from '../../../../core/schemas/wire.js'
import { assetSymbolSchema } from '../../../../models/book/book.js'
import { logReturns } from '../../../../models/data/logReturns.js'
import { type Policy, recommendationHeaderShape } from '../../../../models/policy/policy.js'

const NAMES = ['borrowFactorWad', 'liquidationFactorWad'] as const

const configSchema = z.strictObject({
  kind: z.literal('toy'),
  /** Mean absolute daily log return above which both factors are lowered. */
  calmBelow: z.number().positive(),
  stepWad: uintStringSchema,
})

const recommendationSchema = z.strictObject({
  ...recommendationHeaderShape,
  policy: z.literal('toy'),
  decisions: z.array(
    z.strictObject({
      asset: assetSymbolSchema,
      address: addressSchema,
      from: z.strictObject({ borrowFactorWad: uintStringSchema, liquidationFactorWad: uintStringSchema }),
      to: z.strictObject({ borrowFactorWad: uintStringSchema, liquidationFactorWad: uintStringSchema }),
      meanMove: z.number().nonnegative(),
    }),
  ),
})

/** Lower both factors of an asset by one step where its prices were lively. */
export const toyPolicy: Policy<z.infer<typeof configSchema>, z.infer<typeof recommendationSchema>> = {
  kind: 'toy',
  configSchema,
  recommendationSchema,
  parameters: NAMES,
  needs: { prices: true, forecasts: false },
  hasBacktest: false,
  recommend: ({ snapshot, state, config, assets }) => ({
    version: 1,
    policy: 'toy',
    market: state.market,
    chainId: state.chainId,
    asOf: snapshot.asOf,
    block: state.block,
    isSynthetic: snapshot.isSynthetic,
    constants: { calmBelow: config.calmBelow, stepWad: config.stepWad },
    decisions: state.assets.flatMap(({ asset, address, parameters }) => {
      const close = snapshot.assets.find((data) => data.asset === asset)?.daily?.close
      if (close === undefined || !assets.some((one) => one.asset === asset && one.isAdjustable)) return []
      const moves = logReturns(close).map(Math.abs)
      const meanMove = moves.reduce((sum, move) => sum + move, 0) / moves.length
      const step = meanMove < config.calmBelow ? 0n : BigInt(config.stepWad)
      const raw = (name: (typeof NAMES)[number]) => parameters[name] ?? '0'
      const from = { borrowFactorWad: raw('borrowFactorWad'), liquidationFactorWad: raw('liquidationFactorWad') }
      const lowered = (value: string) => (BigInt(value) - step).toString()
      const to = {
        borrowFactorWad: lowered(from.borrowFactorWad),
        liquidationFactorWad: lowered(from.liquidationFactorWad),
      }
      return [{ asset, address, from, to, meanMove }]
    }),
  }),
  changes: ({ decisions }) =>
    decisions.flatMap(({ asset: subject, address, from, to }) =>
      NAMES.filter((name) => from[name] !== to[name]).map((parameter) => ({
        subject,
        address,
        parameter,
        from: from[parameter],
        to: to[parameter],
      })),
    ),
  reviewed: ({ decisions }) =>
    decisions.flatMap(({ asset: subject, address, from }) =>
      NAMES.map((parameter) => ({ subject, address, parameter, value: from[parameter] })),
    ),
  proposedTerms: () => new Map(),
  brokenRules: ({ recommendation, state, adjustableAssets }) =>
    recommendation.decisions.flatMap(({ asset, from, to }) => {
      const live = state.assets.find((one) => one.asset === asset)?.parameters
      const isLoosened = NAMES.some((name) => BigInt(to[name]) > BigInt(from[name]))
      return [
        ...(adjustableAssets.includes(asset) ? [] : [{ rule: 'notAllowed', text: `${asset} is not on the allow-list.` }]),
        ...(isLoosened ? [{ rule: 'onlyDown', text: `${asset} is loosened.` }] : []),
        ...(NAMES.every((name) => live?.[name] === from[name]) ? [] : [{ rule: 'moved', text: `${asset} stands elsewhere.` }]),
      ]
    }),
  report: ({ decisions }) => [
    {
      heading: 'How lively the prices were',
      lines: decisions.map(({ asset, meanMove }) => `${asset} moves ${(100 * meanMove).toFixed(2)} % a day.`),
    },
  ],
  figures: ({ decisions }) => ({ decisions }),
}
