import {
  type Address,
  decodeFunctionData,
  encodeFunctionData,
  getAddress,
  parseAbi,
  toFunctionSelector,
  toFunctionSignature,
} from 'viem'
import type { ParameterChange, ParameterSpec } from '../../../../core/parameters.js'
import type { Call, DecodedCall } from '../../../../proposals/call.js'
import { NotATargetCall } from '../../../../proposals/targets/errors.js'
import { z } from 'zod'
import { addressSchema, uintStringSchema } from '../../../../core/schemas/wire.js'
import { bps } from '../../../../core/units/bps.js'
import { assetSymbolSchema } from '../../../../models/book/book.js'
import { mapRead, readAll, thenRead } from '../../../../proposals/read/combinePlans.js'
import { readContract } from '../../../../proposals/read/readContracts.js'
import type { ReadPlan } from '../../../../proposals/read/readPlan.js'
import { chainStateShape } from '../../../../proposals/targets/chainState.js'
import type { KnownValue, Target } from '../../../../proposals/targets/target.js'

/** Two parameters in WAD, set one a call; nothing holds before the closing call deploys it. */
const configuratorAbi = parseAbi([
  'function updateBorrowFactor(address asset, uint64 factor)',
  'function updateLiquidationFactor(address asset, uint64 factor)',
  'function deployAndUpgrade(address vault)',
])
/** The same two parameters for another caller: in basis points, both in one call, which closes itself. */
const stewardAbi = parseAbi(['function update(address asset, uint16 borrowFactorBps, uint16 liquidationFactorBps)'])

/** What its one contract tells and emits. */
const settingsAbi = parseAbi([
  'function owner() view returns (address)',
  'function vault() view returns (address)',
  'function assets() view returns (address[])',
  'function assetInfo(address asset) view returns (string symbol, uint256 priceUsd, uint64 borrow, uint64 liquidation, uint64 changedAt)',
  'event BorrowFactorSet(address indexed asset, uint64 factor)',
  'event LiquidationFactorSet(address indexed asset, uint64 factor)',
  'event Deployed(address vault)',
  'error NotOwner()',
  'error AboveOne()',
])

const configSchema = z.strictObject({ kind: z.literal('toy'), settings: addressSchema })
type ToyConfig = z.infer<typeof configSchema>

const listedSchema = z.strictObject({
  asset: assetSymbolSchema,
  address: addressSchema,
  price: uintStringSchema,
  borrowFactorWad: uintStringSchema,
  liquidationFactorWad: uintStringSchema,
  changedAtSeconds: z.int().nonnegative().nullable(),
})
type Listed = z.infer<typeof listedSchema>
const stateSchema = z.strictObject({ ...chainStateShape, listed: z.array(listedSchema) })
type ToyState = z.infer<typeof stateSchema>

const factor = (name: string, label: string, short: string): ParameterSpec => ({
  name,
  label,
  short,
  unit: 'wad',
  shownAs: 'share',
  tighter: 'lower',
  off: '0',
  unlimited: null,
})
const BORROW = factor('borrowFactorWad', 'borrow factor', 'BF')
const LIQUIDATION = factor('liquidationFactorWad', 'liquidation factor', 'LF')
const SETTERS = { [BORROW.name]: 'updateBorrowFactor', [LIQUIDATION.name]: 'updateLiquidationFactor' } as const
const WAD_PER_BPS = 10n ** 14n

/** A protocol that is none: what a target is, apart from Aave. It has no accounts, and so no health. */
export const toyTarget: Target<ToyConfig, ToyState, Listed> = {
  kind: 'toy',
  configSchema,
  stateSchema,
  configured: ({ settings }) => ({ settings }),
  statePlan: ({ config, market, chainId }) =>
    mapRead(listedPlan(config), (listed, { number, hash, timestampSeconds }) => ({
      market,
      chainId,
      block: { number: number.toString(), hash, timestampSeconds },
      listed: [...listed],
    })),
  bookOf: ({ market, chainId, block, listed }) => ({
    market,
    chainId,
    block,
    assets: listed.map(({ asset, address, price, borrowFactorWad, liquidationFactorWad, changedAtSeconds }) => ({
      asset,
      address,
      decimals: 18,
      price,
      priceDecimals: 8,
      parameters: { borrowFactorWad, liquidationFactorWad },
      lastChangedAtSeconds: { borrowFactorWad: changedAtSeconds, liquidationFactorWad: changedAtSeconds },
      terms: { ltBps: bps(0), lbBps: bps(0) },
      liquidationProtocolFeeBps: bps(0),
      heldBecause: null,
      limits: [],
      totalDebt: '0',
    })),
    accounts: [],
  }),
  readingsOf: ({ listed }) => listed,
  parametersPlan: (config) => listedPlan(config),
  valuesOf,
  look: {
    columns: [],
    row: ({ changedAtSeconds }) => ({ cells: [], lastChangedAtSeconds: changedAtSeconds, marks: [] }),
  },
  authorityPlan: ({ settings }) =>
    mapRead(readContract({ address: settings, abi: settingsAbi, functionName: 'owner' }), (owner) => [
      { role: 'owner', contract: settings, effect: 'sets', power: 'Sets both factors.', holders: [owner] },
    ]),
  contractsPlan: ({ settings }) =>
    mapRead(readContract({ address: settings, abi: settingsAbi, functionName: 'vault' }), (vault) => ({
      configurator: settings,
      vault,
    })),
  allowed: [
    { contract: 'configurator', name: 'updateBorrowFactor', selector: toFunctionSelector(configuratorAbi[0]) },
    { contract: 'configurator', name: 'updateLiquidationFactor', selector: toFunctionSelector(configuratorAbi[1]) },
    { contract: 'configurator', name: 'deployAndUpgrade', selector: toFunctionSelector(configuratorAbi[2]) },
  ],
  simulation: {
    parametersPlan: ({ contracts }) => mapRead(listedPlan({ settings: contracts.configurator as Address }), valuesOf),
    accountPlan: null,
    events: settingsAbi.filter((item) => item.type === 'event'),
    errors: settingsAbi.filter((item) => item.type === 'error'),
    expectedEvents: ({ calls, step }) => calls.map((made) => ({ step, address: made.to, ...emittedBy(made) })),
  },
  checks: [],
  parameters: [BORROW, LIQUIDATION],
  titleOrder: [LIQUIDATION, BORROW],
  encode: ({ changes, contracts }) => {
    const { steward, configurator, vault } = contracts as Record<string, Address>
    if (steward !== undefined) return bySteward(changes, steward)
    if (configurator === undefined || vault === undefined)
      throw new Error('the toy needs a steward, or a configurator and a vault')
    const settings = changes.map(({ address, parameter, to }) =>
      call(
        configurator,
        encodeFunctionData({ abi: configuratorAbi, functionName: SETTERS[parameter]!, args: [address, BigInt(to)] }),
      ),
    )
    const closing = encodeFunctionData({ abi: configuratorAbi, functionName: 'deployAndUpgrade', args: [vault] })
    return [...settings, call(configurator, closing)]
  },
  decode: ({ call: made, before }) => {
    try {
      const { functionName, args } = decodeFunctionData({ abi: [...configuratorAbi, ...stewardAbi], data: made.data })
      if (functionName === 'deployAndUpgrade') return decoded(made, functionName, [], `Deploys ${args[0]} with what was set.`)
      const [asset] = args
      const values =
        functionName === 'update'
          ? [BigInt(args[1]) * WAD_PER_BPS, BigInt(args[2]) * WAD_PER_BPS]
          : functionName === 'updateBorrowFactor'
            ? [args[1], null]
            : [null, args[1]]
      const sets = [BORROW, LIQUIDATION].flatMap(({ name }, i) => {
        const value = values[i]
        return value === null || value === undefined
          ? []
          : [{ address: getAddress(asset), parameter: name, value: value.toString() }]
      })
      const subject = before?.find(({ address }) => address === getAddress(asset))?.subject ?? asset
      return decoded(made, functionName, sets, `Sets ${sets.map(({ parameter }) => parameter).join(' and ')} of ${subject}.`)
    } catch {
      throw new NotATargetCall(made, 'it is no call of the toy')
    }
  },
  claimedContracts: ([first]) => (first === undefined ? {} : { configurator: first.to }),
}

function bySteward(changes: readonly ParameterChange[], steward: Address): Call[] {
  const assets = [...new Set(changes.map(({ address }) => address))]
  return assets.map((address) => {
    const [borrow, liquidation] = [BORROW, LIQUIDATION].map(({ name }) => {
      const wad = BigInt(changes.find((one) => one.address === address && one.parameter === name)?.to ?? 0)
      if (wad % WAD_PER_BPS !== 0n) throw new Error(`the steward takes whole basis points; ${name} is ${wad}`)
      return Number(wad / WAD_PER_BPS)
    }) as [number, number]
    return call(steward, encodeFunctionData({ abi: stewardAbi, functionName: 'update', args: [address, borrow, liquidation] }))
  })
}

function call(to: Address, data: Call['data']): Call {
  return { to, value: '0', data }
}

function decoded({ to }: Call, name: string, sets: DecodedCall['sets'], summary: string): DecodedCall {
  const made = [...configuratorAbi, ...stewardAbi].find((item) => item.name === name)!
  return { to, contract: 'Toy', signature: toFunctionSignature(made), arguments: [], sets, summary }
}

function listedPlan({ settings: address }: Pick<ToyConfig, 'settings'>): ReadPlan<readonly Listed[]> {
  return thenRead(readContract({ address, abi: settingsAbi, functionName: 'assets' }), (assets) =>
    mapRead(
      readAll(assets.map((asset) => readContract({ address, abi: settingsAbi, functionName: 'assetInfo', args: [asset] }))),
      (infos) =>
        infos.map(([symbol, price, borrow, liquidation, changedAt], i) => ({
          asset: symbol,
          address: assets[i] as Address,
          price: price.toString(),
          borrowFactorWad: borrow.toString(),
          liquidationFactorWad: liquidation.toString(),
          changedAtSeconds: changedAt === 0n ? null : Number(changedAt),
        })),
    ),
  )
}

function valuesOf(listed: readonly Listed[]): KnownValue[] {
  return listed.flatMap(({ asset, address, borrowFactorWad, liquidationFactorWad }) => [
    { subject: asset, address, parameter: BORROW.name, value: borrowFactorWad },
    { subject: asset, address, parameter: LIQUIDATION.name, value: liquidationFactorWad },
  ])
}

function emittedBy({ data }: Call) {
  const { functionName, args } = decodeFunctionData({ abi: configuratorAbi, data })
  if (functionName === 'deployAndUpgrade') return { event: 'Deployed', arguments: [{ name: 'vault', value: args[0] }] }
  const event = functionName === 'updateBorrowFactor' ? 'BorrowFactorSet' : 'LiquidationFactorSet'
  return {
    event,
    arguments: [
      { name: 'asset', value: getAddress(args[0]) },
      { name: 'factor', value: String(args[1]) },
    ],
  }
}
