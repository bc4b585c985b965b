import { valuesOf } from '../../../../proposals/targets/aaveV3/parameters.js'
import { describe, expect, it } from '@jest/globals'
import { changes } from '../../../../models/policy/collateral/recommendation.js'
import fc from '../../../support/fastCheck.js'
import { parameters } from '../../support/parameters.js'
import { recommendationFor } from '../../support/recommendationFor.js'
import { accounts, contracts, recommendation, state } from '../../support/fixture.js'
import { decode } from '../../../../proposals/targets/aaveV3/decode.js'
import { encode } from '../../../../proposals/targets/aaveV3/encode.js'

const anyParameters = fc.tuple(fc.nat(65_535), fc.nat(65_535), fc.nat(65_535)).map(([ltv, lt, lb]) => parameters(ltv, lt, lb))

describe('encode', () => {
  it('property: decodes to the recommended values, one call an asset that moves, in its order', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('WETH', 'LINK', 'USDC'), anyParameters), (moves) => {
        const made = recommendationFor(state, moves)
        const moving = made.assets.filter(({ current, proposed }) => JSON.stringify(current) !== JSON.stringify(proposed))
        const calls = encode({ changes: changes(made), contracts })
        expect(calls.map((call) => decode({ call, contracts }).arguments.map(({ value }) => value))).toEqual(
          moving.map(({ address, proposed }) => [address, proposed.ltvBps, proposed.ltBps, proposed.lbBps].map(String)),
        )
      }),
    )
  })

  it('error: IncompleteChange', () => {
    const incomplete = changes(recommendation).filter(({ parameter }) => parameter !== 'lbBps')
    expect(() => encode({ changes: incomplete, contracts })).toThrow(
      expect.objectContaining({ code: 'INCOMPLETE_CHANGE', shortMessage: 'The change of WETH does not say what lbBps becomes.' }),
    )
  })

  it('error: MissingTargetContract', () => {
    expect(() => encode({ changes: changes(recommendation), contracts: {} })).toThrow(
      expect.objectContaining({ code: 'MISSING_TARGET_CONTRACT' }),
    )
  })
})

describe('decode', () => {
  const [call] = encode({ changes: changes(recommendation), contracts })

  it('default', () => {
    expect(decode({ call: call!, contracts, before: valuesOf(state.reserves) })).toMatchObject({
      contract: 'Aave v3 PoolConfigurator',
      signature: 'configureReserveAsCollateral(address,uint256,uint256,uint256)',
      summary:
        'WETH: loan-to-value 80.50 % → 78.50 %, liquidation threshold 83.00 % → 81.00 %, liquidation bonus 5.00 % (unchanged).',
    })
  })

  it('behavior: without the state the asset is its address', () => {
    expect(decode({ call: call!, contracts }).summary).toBe(
      `${accounts.weth}: loan-to-value 78.50 %, liquidation threshold 81.00 %, liquidation bonus 5.00 %.`,
    )
  })

  it.each([
    ['another contract', { ...call!, to: accounts.stranger }],
    ['value', { ...call!, value: '1' }],
    ['another function', { ...call!, data: '0xdeadbeef' as const }],
    ['arguments cut off', { ...call!, data: call!.data.slice(0, -2) as `0x${string}` }],
    ['bytes behind the arguments', { ...call!, data: `${call!.data}00` as const }],
    [
      'dirty upper bytes of the address',
      { ...call!, data: `${call!.data.slice(0, 10)}01${call!.data.slice(12)}` as `0x${string}` },
    ],
  ])('error: NotATargetCall, %s', (_name, bad) => {
    expect(() => decode({ call: bad, contracts })).toThrow(expect.objectContaining({ code: 'NOT_A_TARGET_CALL' }))
  })
})
