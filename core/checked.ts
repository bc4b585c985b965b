import { z } from 'zod'
import { parse } from './schemas/parse.js'

type AnyFunction = (...args: never[]) => unknown
type Parameters = Readonly<Record<string, z.ZodType>>

const CHECKED = new WeakSet<object>()

/**
 * Make the form of a function that others than Plimsoll call: it looks at its arguments before anything is computed.
 *
 * The package's entries export nothing else, so a wrong argument is one named error everywhere and never a TypeError from inside. Plimsoll's own
 * modules call the function itself: their loops pay nothing. The arguments are passed on as they came, not as the schemas would write them.
 *
 * @param parameters - a schema for each parameter, in their order and by their names.
 * @returns the function; it throws {@link InvalidInputError}, named by the function and the path, besides what it throws itself.
 */
export function checked<Call extends AnyFunction>(call: Call, parameters: Parameters): Call {
  return guard(call, parameters, (run) => run())
}

/** Do as {@link checked} for a function that gives a promise: a wrong argument rejects it. */
export function checkedAsync<Call extends (...args: never[]) => Promise<unknown>>(call: Call, parameters: Parameters): Call {
  return guard(call, parameters, async (run) => run())
}

/** Do as {@link checked} for every function of a registry that all take the same. */
export function checkedEach<Registry extends Readonly<Record<string, AnyFunction>>>(
  registry: Registry,
  parameters: Parameters,
): Registry {
  const entries = Object.entries(registry).map(([name, call]) => [name, checked(call, parameters)])
  return Object.freeze(Object.fromEntries(entries)) as Registry
}

/** Tell whether a function looks at its arguments. */
export function isChecked(call: object): boolean {
  return CHECKED.has(call)
}

function guard<Call extends AnyFunction>(call: Call, parameters: Parameters, settle: (run: () => unknown) => unknown): Call {
  const names = Object.keys(parameters)
  const schema = z.looseObject(parameters)
  const guarded = (...args: never[]) =>
    settle(() => {
      parse(schema, Object.fromEntries(names.map((name, i) => [name, args[i]])), `What ${call.name} was given`)
      return call(...args)
    })
  Object.defineProperty(guarded, 'name', { value: call.name })
  CHECKED.add(guarded)
  return guarded as Call
}

/** Any number: which ones make sense is the function's own to say. */
export const anyNumber = z.custom<number>((value) => typeof value === 'number', 'must be a number')

/** A column of numbers: an array or a typed array. */
export const numbers = z.custom<ArrayLike<number>>(isNumbers, 'must be an array of numbers')

/** Columns, or the rows of a matrix. */
export const columns = z.custom<readonly ArrayLike<number>[]>(
  (value) => Array.isArray(value) && value.every(isNumbers),
  'must be an array of arrays of numbers',
)

/** A Float64Array, which the function takes views of. */
export const float64s = z.instanceof(Float64Array, { error: 'must be a Float64Array' })

/** A function; what it takes and gives is its caller's to keep. */
export const anyFunction = z.custom<AnyFunction>((value) => typeof value === 'function', 'must be a function')

function isNumbers(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((element) => typeof element === 'number')
  return ArrayBuffer.isView(value) && 'length' in value && !(value instanceof BigInt64Array || value instanceof BigUint64Array)
}
