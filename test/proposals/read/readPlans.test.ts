import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fastCheck.js'
import { type Address, encodeAbiParameters, encodeErrorResult, encodeFunctionResult, type Hex, parseAbi } from 'viem'
import { mapRead, readAll, readEach, readNothing, thenRead } from '../../../proposals/read/combinePlans.js'
import { readContract, readContracts, readUnlessReverted, tryReadContract } from '../../../proposals/read/readContracts.js'
import type { ReadBlock, ReadPlan, ReadRequest, ReadResult } from '../../../proposals/read/readPlan.js'

const address: Address = `0x${'11'.repeat(20)}`
const block: ReadBlock = { number: 5n, hash: `0x${'22'.repeat(32)}`, timestampSeconds: 9 }
const abi = parseAbi([
  'function a() view returns (uint256)',
  'function b(uint256 x) view returns (string)',
  'error Refused(address who)',
])

/** Run a plan on answers made by a function, and tell in how many steps. */
function run<T>(plan: ReadPlan<T>, answer: (request: ReadRequest) => ReadResult): { value: T; steps: number } {
  let step: ReadPlan<T> | { readonly value: T } = plan
  let steps = 0
  while (!('value' in step)) {
    if (step.requests.length > 0) steps++
    step = step.next(step.requests.map(answer), block)
  }
  return { value: step.value, steps }
}

const gives =
  (data: Hex, isSuccess = true) =>
  (): ReadResult => ({ kind: 'call', isSuccess, data })
const codePlan = (n: number): ReadPlan<number> => ({
  requests: [{ kind: 'code', address: `0x${n.toString(16).padStart(40, '0')}` }],
  next: ([result]) => ({ value: result?.kind === 'code' ? Number(result.code) : -1 }),
})
const echo = (request: ReadRequest): ReadResult => ({ kind: 'code', code: request.kind === 'code' ? request.address : '0x' })

describe('combining plans', () => {
  it('default: named plans of different depth end with their own values, side by side', () => {
    const deep = thenRead(codePlan(1), (one) =>
      thenRead(codePlan(one + 1), (two) => mapRead(codePlan(two + 1), (three) => three * 10)),
    )
    const { value, steps } = run(readEach({ deep, flat: codePlan(7), none: readNothing(({ number }) => number) }), echo)
    expect(value).toEqual({ deep: 30, flat: 7, none: 5n })
    expect(steps).toBe(3)
  })

  it('property: any tree of plans gives what running them one by one gives', () => {
    const { tree } = fc.letrec<{ tree: ReadPlan<number> }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.nat(1000).map(codePlan),
        fc.nat(1000).map((n) => readNothing(() => n)),
        fc
          .array(tie('tree'), { maxLength: 4 })
          .map((plans) => mapRead(readAll(plans), (values) => values.reduce((a, b) => a + b, 0))),
        fc.tuple(tie('tree'), tie('tree')).map(([first, second]) => thenRead(first, (a) => mapRead(second, (b) => a + 2 * b))),
      ),
    }))
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 6 }), (plans) => {
        expect(run(readAll(plans), echo).value).toEqual(plans.map((plan) => run(plan, echo).value))
      }),
    )
  })

  it('behavior: nothing to read is no step', () => {
    expect(run(readAll([]), echo)).toEqual({ value: [], steps: 0 })
  })
})

describe('readContract', () => {
  it('default', () => {
    const plan = readContracts([
      { address, abi, functionName: 'a' },
      { address, abi, functionName: 'b', args: [3n] },
    ])
    const answers = [
      encodeFunctionResult({ abi, functionName: 'a', result: 42n }),
      encodeFunctionResult({ abi, functionName: 'b', result: 'hi' }),
    ]
    expect(run(plan, () => ({ kind: 'call', isSuccess: true, data: answers.shift() as Hex })).value).toEqual([42n, 'hi'])
  })

  const revert = encodeErrorResult({ abi, errorName: 'Refused', args: [address] })
  it.each([
    ['a revert with its reason', gives(revert, false), /a\(\) of 0x1111.*the call reverts \(Refused: 0x1111/],
    ['a revert with an unknown reason', gives('0xdeadbeef00', false), /the call reverts \(0xdeadbeef\)/],
    ['a revert without a reason', gives('0x', false), /the call reverts\./],
    ['no code', gives('0x'), /there is no code at the address/],
    ['an answer of another shape', gives('0x1234'), /another shape/],
  ])('error: ContractReadFailed, %s', (_name, answer, says) => {
    const plan = readContract({ address, abi, functionName: 'a' })
    expect(() => run(plan, answer)).toThrow(
      expect.objectContaining({ code: 'CONTRACT_READ_FAILED', message: expect.stringMatching(says) }),
    )
    expect(run(tryReadContract({ address, abi, functionName: 'a' }), answer).value).toBeNull()
  })

  it.each([
    ['no code', gives('0x')],
    ['an answer of another shape', gives('0x1234')],
  ])('error: ContractReadFailed, %s where only a revert may say that there is nothing', (_name, answer) => {
    const plan = readUnlessReverted({ address, abi, functionName: 'a' })
    expect(run(plan, gives(revert, false)).value).toBeNull()
    expect(() => run(plan, answer)).toThrow(expect.objectContaining({ code: 'CONTRACT_READ_FAILED' }))
  })

  it('error: an answer of the wrong kind is the runner’s mistake and is not swallowed', () => {
    const plan = tryReadContract({ address, abi, functionName: 'a' })
    expect(() => run(plan, () => ({ kind: 'code', code: '0x' }))).toThrow(TypeError)
  })

  it('property: whatever a contract answers, it decodes or is a named error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 160 }), fc.boolean(), (bytes, isSuccess) => {
        const plan = readContract({ address, abi, functionName: 'b', args: [1n] })
        try {
          expect(typeof run(plan, gives(`0x${Buffer.from(bytes).toString('hex')}`, isSuccess)).value).toBe('string')
        } catch (error) {
          expect((error as { code?: string }).code).toBe('CONTRACT_READ_FAILED')
        }
      }),
    )
    expect(
      run(readContract({ address, abi, functionName: 'b', args: [1n] }), gives(encodeAbiParameters([{ type: 'string' }], ['ok'])))
        .value,
    ).toBe('ok')
  })
})
