import { type Address, decodeFunctionData, encodeFunctionData, getAddress, parseAbi } from 'viem'
import type { ParameterChange, ParameterSpec } from '../../../../core/parameters.js'
import type { Call, DecodedCall } from '../../../../proposals/call.js'
import { NotATargetCall } from '../../../../proposals/targets/errors.js'
import type { UnboundTarget } from '../../../../proposals/targets/registry.js'

/** Two parameters in WAD, set one a call; nothing holds before the closing call deploys it. */
const configuratorAbi = parseAbi([
  'function updateBorrowFactor(address asset, uint64 factor)',
  'function updateLiquidationFactor(address asset, uint64 factor)',
  'function deployAndUpgrade(address vault)',
])
/** The same two parameters for another caller: in basis points, both in one call, which closes itself. */
const stewardAbi = parseAbi(['function update(address asset, uint16 borrowFactorBps, uint16 liquidationFactorBps)'])

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

/** A protocol that is none: what a target is, apart from Aave. */
export const toyTarget: Pick<UnboundTarget, 'kind' | 'parameters' | 'titleOrder' | 'encode' | 'decode' | 'claimedContracts'> = {
  kind: 'toy',
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

function decoded({ to }: Call, signature: string, sets: DecodedCall['sets'], summary: string): DecodedCall {
  return { to, contract: 'Toy', signature, arguments: [], sets, summary }
}
