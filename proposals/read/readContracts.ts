import {
  type Abi,
  type AbiStateMutability,
  type Address,
  type ContractFunctionArgs,
  type ContractFunctionName,
  type ContractFunctionReturnType,
  decodeErrorResult,
  decodeFunctionResult,
  encodeFunctionData,
  type Hex,
  type MulticallContracts,
  type MulticallResults,
  type Narrow,
} from 'viem'
import { PlimsollError } from '../../core/errors/plimsollError.js'
import { mapRead, readAll } from './combinePlans.js'
import type { ReadPlan } from './readPlan.js'

/** A contract did not answer a read that Plimsoll cannot do without. */
export class ContractReadFailed extends PlimsollError {
  readonly code = 'CONTRACT_READ_FAILED'
  readonly kind = 'chain'
  readonly address: Address
  readonly functionName: string

  constructor({ address, functionName, why, cause }: { address: Address; functionName: string; why: string; cause?: unknown }) {
    super({
      shortMessage: `${functionName}() of ${address} gave no usable answer: ${why}.`,
      metaMessages: ['Check that the configured address is that of the contract meant, and that the RPC is of the right chain.'],
      cause,
    })
    this.address = address
    this.functionName = functionName
  }
}

type View = 'view' | 'pure'

/** A typed call of a contract's view function, as viem's `readContract` takes it. */
export interface ContractRead<
  TAbi extends Abi | readonly unknown[] = Abi,
  Name extends ContractFunctionName<TAbi, View> = ContractFunctionName<TAbi, View>,
  Args extends ContractFunctionArgs<TAbi, View, Name> = ContractFunctionArgs<TAbi, View, Name>,
> {
  readonly address: Address
  readonly abi: TAbi
  readonly functionName: Name
  readonly args?: Args
  /** Who asks, where the contract's answer depends on it. */
  readonly from?: Address
}

/**
 * Untyped form that the implementations work on. The types are in the signature above each: viem infers them from concrete ABIs, and has none
 * for an ABI that is itself a parameter.
 */
interface PlainRead {
  readonly address: Address
  readonly abi: Abi
  readonly functionName: string
  readonly args?: readonly unknown[]
  readonly from?: Address
}

type Answer = { readonly isSuccess: boolean; readonly data: Hex }

/**
 * Plan one call of a view function.
 *
 * @returns a plan of the decoded result
 * @throws {ContractReadFailed} (from the plan) when the call reverts, or the answer is empty or of another shape.
 */
export function readContract<
  const TAbi extends Abi | readonly unknown[],
  Name extends ContractFunctionName<TAbi, View>,
  const Args extends ContractFunctionArgs<TAbi, View, Name>,
>(read: ContractRead<TAbi, Name, Args>): ReadPlan<ContractFunctionReturnType<TAbi, View, Name, Args>>
export function readContract(read: PlainRead): ReadPlan<unknown> {
  return mapRead(rawCall(read), (answer) => decode(read, answer))
}

/** Plan one call that may fail; the value is null when it reverts or its answer cannot be decoded. */
export function tryReadContract<
  const TAbi extends Abi | readonly unknown[],
  Name extends ContractFunctionName<TAbi, View>,
  const Args extends ContractFunctionArgs<TAbi, View, Name>,
>(read: ContractRead<TAbi, Name, Args>): ReadPlan<ContractFunctionReturnType<TAbi, View, Name, Args> | null>
export function tryReadContract(read: PlainRead): ReadPlan<unknown> {
  return mapRead(rawCall(read), (answer) => {
    try {
      return decode(read, answer)
    } catch (error) {
      if (error instanceof ContractReadFailed) return null
      throw error
    }
  })
}

/**
 * Plan one call that a contract may refuse; the value is null when it reverts. Where null says something of the market, an answer that cannot be
 * decoded must not: it is a node's fault, or another contract's.
 *
 * @throws {ContractReadFailed} (from the plan) when the answer is empty or of another shape.
 */
export function readUnlessReverted<
  const TAbi extends Abi | readonly unknown[],
  Name extends ContractFunctionName<TAbi, View>,
  const Args extends ContractFunctionArgs<TAbi, View, Name>,
>(read: ContractRead<TAbi, Name, Args>): ReadPlan<ContractFunctionReturnType<TAbi, View, Name, Args> | null>
export function readUnlessReverted(read: PlainRead): ReadPlan<unknown> {
  return mapRead(rawCall(read), (answer) => (answer.isSuccess ? decode(read, answer) : null))
}

/**
 * Plan several calls of one step.
 *
 * @returns a plan of the decoded results, in the order of the calls
 * @throws {ContractReadFailed} (from the plan) when any call reverts, or its answer is empty or of another shape.
 * @example
 * const address = '0x00000000000000000000000000000000000000aa'
 * const abi = [{ type: 'function', name: 'getThreshold', inputs: [], outputs: [{ type: 'uint256' }], stateMutability: 'view' }]
 * const plan = readContracts([{ address, abi, functionName: 'getThreshold' }])
 * plan.requests[0].data // '0xe75235b8'
 */
export function readContracts<const Reads extends readonly unknown[]>(
  reads: MulticallContracts<Narrow<Reads>, { mutability: AbiStateMutability }>,
): ReadPlan<
  MulticallResults<Narrow<Reads>, false, { error: Error; extraProperties: Record<never, never>; mutability: AbiStateMutability }>
>
export function readContracts(reads: readonly PlainRead[]): ReadPlan<unknown[]> {
  return readAll(reads.map((read) => readContract(read)))
}

function rawCall({ address, abi, functionName, args = [], from }: PlainRead): ReadPlan<Answer> {
  const data = encodeFunctionData({ abi, functionName, args })
  return {
    requests: [{ kind: 'call', to: address, data, ...(from === undefined ? {} : { from }) }],
    next: (results) => {
      const [result] = results
      if (result?.kind !== 'call') throw new TypeError(`the runner answered a call with ${result?.kind ?? 'nothing'}`)
      return { value: result }
    },
  }
}

function decode({ address, abi, functionName }: PlainRead, { isSuccess, data }: Answer): unknown {
  if (!isSuccess) throw new ContractReadFailed({ address, functionName, why: `the call reverts${reason(abi, data)}` })
  if (data === '0x')
    throw new ContractReadFailed({ address, functionName, why: 'there is no code at the address, or not this contract' })
  try {
    return decodeFunctionResult({ abi, functionName, data })
  } catch (cause) {
    throw new ContractReadFailed({
      address,
      functionName,
      why: 'the answer has another shape, so this is another contract',
      cause,
    })
  }
}

function reason(abi: Abi, data: Hex): string {
  if (data.length < 10) return ''
  try {
    const { errorName, args } = decodeErrorResult({ abi, data })
    return ` (${errorName}${args === undefined || args.length === 0 ? '' : `: ${args.map(String).join(', ')}`})`
  } catch {
    // An error that the ABI does not know still has its selector, which a reader can look up.
    return ` (${data.slice(0, 10)})`
  }
}
