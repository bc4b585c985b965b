import { describe, expect, it } from '@jest/globals'
import * as activities from '../../activities/index.js'
import * as client from '../../client/index.js'
import { isChecked } from '../../core/checked.js'
import { InvalidInputError } from '../../core/errors/invalidInputError.js'
import { PlimsollError } from '../../core/errors/plimsollError.js'
import * as models from '../../models/index.js'
import * as proposals from '../../proposals/index.js'
import { NotAWorkflowCall } from '../../workflows/checkedWorkflow.js'
import * as workflows from '../../workflows/index.js'

type AnyFunction = (...args: unknown[]) => unknown

/** Every function of an entry by its name: exported itself, or one of an exported registry. */
function functionsOf(entry: object): [string, AnyFunction][] {
  return Object.entries(entry as Record<string, unknown>).flatMap(([name, value]): [string, AnyFunction][] => {
    if (typeof value === 'function') return [[name, value as AnyFunction]]
    if (typeof value !== 'object' || value === null || 'safeParse' in value) return []
    return Object.entries(value).flatMap(([key, inner]): [string, AnyFunction][] => {
      if (typeof inner === 'function') return [[`${name}.${key}`, inner]]
      const fit = typeof inner === 'object' && inner !== null && 'fit' in inner ? inner.fit : undefined
      return typeof fit === 'function' ? [[`${name}.${key}.fit`, fit as AnyFunction]] : []
    })
  })
}

/** What no parameter of any function means, and what looks like something from far away. */
const HOSTILE: readonly (readonly [string, unknown])[] = [
  ['nothing', undefined],
  ['null', null],
  ['true', true],
  ['0', 0],
  ['-1', -1],
  ['NaN', Number.NaN],
  ['Infinity', Infinity],
  ['a text', 'foo'],
  ['an odd number of hex digits', '0x123'],
  ['a bigint', -1n],
  ['a symbol', Symbol('foo')],
  ['a function', () => undefined],
  ['an empty list', []],
  ['a list of nothing', [undefined]],
  ['a list of texts', ['1', '2', '3']],
  ['a list of lists of texts', [['1'], ['2']]],
  ['one number', [1]],
  ['numbers that are none', new Float64Array(40).fill(Number.NaN)],
  ['rows of two lengths', [[1, 2], [1]]],
  ['an empty object', {}],
  ['a map', new Map([['WETH', null]])],
  ['a date', new Date(Number.NaN)],
]

/** An object that has everything but a length, and everything is the same. */
function everywhere(value: unknown): unknown {
  return new Proxy({}, { get: (_, key) => (typeof key === 'symbol' || key === 'then' || key === 'length' ? undefined : value) })
}

const calls = HOSTILE.flatMap(([name, value]) => [
  { what: name, args: [value] },
  { what: `${name}, three times`, args: [value, value, value] },
  { what: `${name} in every field`, args: [everywhere(value), value] },
  { what: `${name} in every field of every field`, args: [everywhere(everywhere(value)), value] },
  { what: `${name} after a sound list`, args: [[0.1, -0.2, 0.3, 0.05], value] },
])

/** What a call comes to: its result, or the error of Plimsoll that refused it. Anything else is a defect. */
async function outcome(call: AnyFunction, args: readonly unknown[]): Promise<unknown> {
  try {
    const result = await call(...args)
    // Only what is drawn from a generator is computed.
    if (typeof result === 'object' && result !== null && 'next' in result) (result as Iterator<unknown>).next()
    return result
  } catch (error) {
    if (error instanceof PlimsollError) return error
    throw error
  }
}

describe.each([
  ['models', models],
  ['proposals', proposals],
  ['activities', activities],
  ['client', client],
])('the entry plimsoll/%s', (_, entry) => {
  it('default: every exported function looks at its arguments', () => {
    const unchecked = functionsOf(entry).filter(([, call]) => !isChecked(call))
    expect(unchecked.map(([name]) => name)).toEqual([])
  })

  it.each(functionsOf(entry))('error: %s refuses hostile input by name, or computes a documented result', async (name, call) => {
    expect(await outcome(call, [])).toBeInstanceOf(InvalidInputError)
    for (const { what, args } of calls) {
      const found = await outcome(call, args).catch((error: unknown) => {
        throw new Error(`${name} of ${what}: ${String(error)}`, { cause: error })
      })
      // A result that is not there would be no answer.
      expect({ name, what, isMissing: found === undefined }).toEqual({ name, what, isMissing: false })
    }
  })
})

describe('the entry plimsoll/workflows', () => {
  it.each(functionsOf(workflows).filter(([name]) => name.endsWith('Workflow')))(
    'error: %s says that it lives in Temporal alone',
    async (_, call) => {
      for (const { args } of calls) expect(await outcome(call, args)).toBeInstanceOf(NotAWorkflowCall)
    },
  )
})

describe('what the functions are given', () => {
  it.each([
    ['0x123', 'data: must be 0x-prefixed hex of whole bytes'],
    ['abc', 'data: must be 0x-prefixed hex of whole bytes'],
  ])('error: calldataDigest of %s', (data, message) => {
    const digest = () => proposals.calldataDigest(data as never)
    expect(digest).toThrow(InvalidInputError)
    expect(digest).toThrow('What calldataDigest was given is not valid: 1 problem.')
    expect(digest).toThrow(message)
  })

  it('error: a target that there is none of, hashes of nothing, a list for a Float64Array, an unknown family', () => {
    expect(() => proposals.targetFor('foo' as never)).toThrow(InvalidInputError)
    expect(() => proposals.safeHashes({} as never)).toThrow(/input\.chainId.*\n.*input\.safe/)
    expect(() => models.ewmaVolatility([0.1, 0.2] as never, 0.94)).toThrow('returns: must be a Float64Array')
    const spec = { family: 'foo', innovations: 'normal', initialisation: 'backcast' } as never
    expect(() => models.fitGarch({ returns: new Float64Array(500), spec })).toThrow('input.spec.family')
  })

  it('default: sound input is passed on as it is', () => {
    expect(proposals.calldataDigest('0x')).toMatch(/^0x[0-9a-f]{64}$/)
    expect(models.logReturns([100, 110])).toEqual(Float64Array.of(Math.log(110) - Math.log(100)))
    expect(models.quantile(Float64Array.of(1, 2, 3), 0.5)).toBe(2)
    expect(models.logReturns.name).toBe('logReturns')
  })
})
