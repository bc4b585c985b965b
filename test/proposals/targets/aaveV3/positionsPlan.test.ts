import { describe, expect, it } from '@jest/globals'
import { type Address, decodeFunctionData, getAddress, numberToHex, pad, toFunctionSelector } from 'viem'
import { debtCompleteness } from '../../../../models/book/book.js'
import type { Position } from '../../../../proposals/targets/aaveV3/aaveV3State.js'
import type { ReadPlan, ReadResult } from '../../../../proposals/read/readPlan.js'
import { tokenAbi } from '../../../../proposals/targets/aaveV3/aaveV3Abi.js'
import { positionsPlan } from '../../../../proposals/targets/aaveV3/positionsPlan.js'
import type { AaveReserve } from '../../../../proposals/targets/aaveV3/reservesPlan.js'
import { accounts as named, contracts, state } from '../../support/fixture.js'

const ACCOUNTS = 5_000
const block = { number: 100n, hash: state.block.hash, timestampSeconds: 0 }
const accounts = Array.from({ length: ACCOUNTS }, (_, i) => pad(numberToHex(i + 1), { size: 20 }) as Address)
const [weth, , usdc] = state.reserves
const reserves: readonly AaveReserve[] = [
  { state: weth!, id: 0, aToken: named.weth, variableDebtToken: named.safe },
  { state: usdc!, id: 1, aToken: named.usdc, variableDebtToken: named.timelock },
]
const USER_CONFIGURATION = toFunctionSelector('getUserConfiguration(address)')
const USER_EMODE = toFunctionSelector('getUserEMode(address)')
const word = (value: bigint) => pad(numberToHex(value), { size: 32 })
/** WETH as collateral (bit 1), USDC as debt (bit 2). */
const BORROWS = 0b0110n

/** Answers for a market in which each tenth account still owes its own number of USDC units, and the rest have repaid. */
function answer(to: Address, data: `0x${string}`): bigint {
  const account = BigInt(`0x${data.slice(-40)}`)
  if (data.startsWith(USER_CONFIGURATION)) return account % 10n === 0n ? BORROWS : 0b0010n
  if (data.startsWith(USER_EMODE)) return account % 20n === 0n ? 1n : 0n
  expect(decodeFunctionData({ abi: tokenAbi, data }).functionName).toBe('balanceOf')
  return to === named.weth ? 5n : account
}

function run(plan: ReadPlan<readonly Position[]>): { positions: readonly Position[]; most: number; asked: number } {
  let [most, asked] = [0, 0]
  let step: ReturnType<typeof plan.next> = plan
  while (!('value' in step)) {
    most = Math.max(most, step.requests.length)
    asked += step.requests.length
    const results = step.requests.map((request): ReadResult => {
      if (request.kind !== 'call') throw new TypeError(request.kind)
      return { kind: 'call', isSuccess: true, data: word(answer(request.to, request.data)) }
    })
    step = step.next(results, block)
  }
  return { positions: step.value, most, asked }
}

describe('positionsPlan', () => {
  it('default: everybody in debt, with e-mode, in the order of the accounts', () => {
    const { positions } = run(positionsPlan(contracts, accounts, reserves))
    expect(positions).toHaveLength(ACCOUNTS / 10)
    expect(positions[0]).toEqual({
      account: getAddress(accounts[9] as Address),
      eModeCategory: 0,
      collateral: [{ asset: 'WETH', amount: '5' }],
      debt: [{ asset: 'USDC', amount: '10' }],
    })
    expect(positions[1]?.eModeCategory).toBe(1)
    const sum = positions.reduce((total, { debt }) => total + BigInt(debt[0]!.amount), 0n)
    const complete = debtCompleteness({ assets: [{ ...usdc!, totalDebt: sum.toString() }], accounts: positions })
    expect(complete).toMatchObject([{ isComplete: true, debtors: ACCOUNTS / 10 }])
  })

  it('behavior: few calls are held at a time, and nothing is asked about who has repaid', () => {
    const { most, asked } = run(positionsPlan(contracts, accounts, reserves))
    expect(most).toBeLessThanOrEqual(2_000)
    expect(asked).toBe(2 * ACCOUNTS + 2 * (ACCOUNTS / 10))
  })

  it('behavior: a plan that is run twice gives the same', () => {
    const plan = positionsPlan(contracts, accounts.slice(0, 2_500), reserves)
    expect(run(plan).positions).toEqual(run(plan).positions)
  })

  it('behavior: nobody', () => {
    expect(run(positionsPlan(contracts, [], reserves)).positions).toEqual([])
  })
})
