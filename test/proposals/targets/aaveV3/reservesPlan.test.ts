import { describe, expect, it } from '@jest/globals'
import {
  type Abi,
  type Address,
  decodeFunctionData,
  encodeFunctionResult,
  type Hex,
  padHex,
  stringToHex,
  zeroAddress,
} from 'viem'
import { bytes32SymbolAbi, oracleAbi, pendingLtvAbi, poolAbi, tokenAbi } from '../../../../proposals/targets/aaveV3/aaveV3Abi.js'
import { reservesPlan } from '../../../../proposals/targets/aaveV3/reservesPlan.js'
import type { ReadPlan, ReadRequest, ReadResult } from '../../../../proposals/read/readPlan.js'
import { accounts, contracts } from '../../support/fixture.js'

const assets: readonly Address[] = [accounts.weth, accounts.link, accounts.usdc]

/** Answer as a market would whose tokens have these symbols. */
function answers({
  symbols,
  baseCurrency = zeroAddress,
  unit = 100_000_000n,
}: {
  symbols: readonly Hex[]
  baseCurrency?: Address
  unit?: bigint
}) {
  const abi: Abi = [...poolAbi, ...oracleAbi, ...pendingLtvAbi, ...tokenAbi]
  return (request: ReadRequest): ReadResult => {
    if (request.kind !== 'call') return { kind: 'logs', logs: [] }
    const { functionName } = decodeFunctionData({ abi, data: request.data })
    const give = (result: unknown): ReadResult => ({
      kind: 'call',
      isSuccess: true,
      data: encodeFunctionResult({ abi, functionName, result } as never),
    })
    switch (functionName) {
      case 'getReservesList':
        return give(assets)
      case 'BASE_CURRENCY':
        return give(baseCurrency)
      case 'BASE_CURRENCY_UNIT':
        return give(unit)
      case 'symbol':
        return { kind: 'call', isSuccess: true, data: symbols[assets.indexOf(request.to)] as Hex }
      case 'getReserveData':
        return { kind: 'call', isSuccess: true, data: `0x${'00'.repeat(32 * 15)}` }
      default:
        return give(1n)
    }
  }
}

const text = (symbol: string) => encodeFunctionResult({ abi: tokenAbi, functionName: 'symbol', result: symbol })

function symbolsOf(input: Parameters<typeof answers>[0]): string[] {
  let step: ReadPlan<readonly { state: { asset: string } }[]> | { value: readonly { state: { asset: string } }[] } = reservesPlan(
    contracts,
    0n,
  )
  const block = { number: 1n, hash: padHex('0x1', { size: 32 }), timestampSeconds: 1 }
  while (!('value' in step)) step = step.next(step.requests.map(answers(input)), block)
  return step.value.map(({ state }) => state.asset)
}

describe('reservesPlan', () => {
  it('default: symbols as they are, a bytes32 one, one with characters that no file name takes', () => {
    const mkr = encodeFunctionResult({ abi: bytes32SymbolAbi, functionName: 'symbol', result: stringToHex('MKR', { size: 32 }) })
    expect(symbolsOf({ symbols: [text('WETH'), mkr, text('USD₮0 |')] })).toEqual(['WETH', 'MKR', 'USD_0__'])
  })

  it('behavior: of two reserves with one symbol the later carries its address', () => {
    expect(symbolsOf({ symbols: [text('USDC'), text('USDC'), text('DAI')] })).toEqual([
      'USDC',
      `USDC-${accounts.link.slice(-4)}`,
      'DAI',
    ])
  })

  it('behavior: a token without a symbol is named by its address', () => {
    expect(symbolsOf({ symbols: [text('WETH'), '0x', text('')] })).toEqual([
      'WETH',
      accounts.link.slice(0, 27),
      accounts.usdc.slice(0, 10),
    ])
  })

  it.each([
    ['an oracle that does not quote in USD', { baseCurrency: accounts.weth }, /quotes in 0x/],
    ['a unit that is not a power of ten', { unit: 3n }, /not a power of ten/],
  ])('error: UnsupportedAaveMarket, %s', (_name, change, says) => {
    expect(() => symbolsOf({ symbols: assets.map(() => text('A')), ...change })).toThrow(
      expect.objectContaining({ code: 'UNSUPPORTED_AAVE_MARKET', message: expect.stringMatching(says) }),
    )
  })
})
