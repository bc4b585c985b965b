import { describe, expect, it } from '@jest/globals'
import { getAddress, type Hex, toFunctionSelector } from 'viem'
import { timelockAbi } from '../../../proposals/timelock/timelockAbi.js'
import {
  cancel,
  decodeCancel,
  decodeExecuteBatch,
  decodeScheduleBatch,
  executeBatch,
  scheduleBatch,
} from '../../../proposals/timelock/timelockCalls.js'
import { operationId, type TimelockOperation, timelockOperationSchema } from '../../../proposals/timelock/timelockOperation.js'
import fc from '../../support/fastCheck.js'

const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((b): Hex => `0x${Buffer.from(b).toString('hex')}`)
const address = bytes(20).map((value) => getAddress(value))
const operations: fc.Arbitrary<TimelockOperation> = fc
  .record({
    timelock: address,
    calls: fc.array(
      fc.record({
        to: address,
        value: fc.bigInt({ min: 0n, max: 2n ** 128n }),
        data: fc.integer({ min: 0, max: 200 }).chain(bytes),
      }),
      { maxLength: 5 },
    ),
    predecessor: bytes(32),
    salt: bytes(32),
    delaySeconds: fc.nat(),
  })
  .map(({ calls, ...rest }) => {
    const content = {
      ...rest,
      targets: calls.map(({ to }) => to),
      values: calls.map(({ value }) => value.toString()),
      payloads: calls.map(({ data }) => data),
    }
    return { ...content, id: operationId(content) }
  })

describe('timelock calls', () => {
  it('default: the selectors are those of GOVERNANCE.md', () => {
    const selectors = timelockAbi.flatMap((item) => (item.type === 'function' ? [[item.name, toFunctionSelector(item)]] : []))
    expect(Object.fromEntries(selectors)).toMatchObject({
      scheduleBatch: '0x8f2a0bb0',
      executeBatch: '0xe38335e5',
      cancel: '0xc4d252f5',
    })
  })

  it('property: what is encoded decodes to the same operation, its id computed anew', () => {
    fc.assert(
      fc.property(operations, (operation) => {
        expect(timelockOperationSchema.parse(operation)).toEqual(operation)
        expect(decodeScheduleBatch(scheduleBatch(operation))).toEqual(operation)
        const { delaySeconds: _delay, ...rest } = operation
        expect(decodeExecuteBatch(executeBatch(operation))).toEqual(rest)
        expect(decodeCancel(cancel(operation))).toBe(operation.id)
      }),
    )
  })

  it('behavior: execution passes on the total value, scheduling and cancelling none', () => {
    const [operation] = fc.sample(operations, { seed: 7, numRuns: 1 })
    const values = operation!.values.map((_, i) => String(i + 1))
    expect(BigInt(executeBatch({ ...operation!, values }).value)).toBe(values.reduce((sum, value) => sum + BigInt(value), 0n))
    expect([scheduleBatch(operation!).value, cancel(operation!).value]).toEqual(['0', '0'])
  })

  it('property: bytes that are not exactly what the encoder makes are refused by name', () => {
    fc.assert(
      fc.property(operations, fc.nat(), fc.integer({ min: 1, max: 255 }), (operation, at, flip) => {
        const call = scheduleBatch(operation)
        const raw = Buffer.from(call.data.slice(2), 'hex')
        const index = at % raw.length
        raw[index] = (raw[index] as number) ^ flip
        try {
          // A changed value is another operation; it must never pass for this one.
          const decoded = decodeScheduleBatch({ to: call.to, data: `0x${raw.toString('hex')}` })
          expect([decoded.id, decoded.delaySeconds]).not.toEqual([operation.id, operation.delaySeconds])
        } catch (error) {
          expect((error as { code?: string }).code).toBe('NOT_A_TIMELOCK_CALL')
        }
      }),
      { numRuns: 500 },
    )
  })

  it.each(['0x', '0x8f2a0bb0', '0xdeadbeef', `0xc4d252f5${'00'.repeat(32)}`] as const)('error: NotATimelockCall, %s', (data) => {
    expect(() => decodeScheduleBatch({ to: getAddress(`0x${'11'.repeat(20)}`), data })).toThrow(
      expect.objectContaining({ code: 'NOT_A_TIMELOCK_CALL' }),
    )
  })

  it('error: NotATimelockCall with bytes behind the arguments', () => {
    const [operation] = fc.sample(operations, { seed: 3, numRuns: 1 })
    const { to, data } = scheduleBatch(operation!)
    expect(() => decodeScheduleBatch({ to, data: `${data}00` })).toThrow(expect.objectContaining({ code: 'NOT_A_TIMELOCK_CALL' }))
  })
})
