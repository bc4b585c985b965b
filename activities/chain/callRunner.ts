import { type Address, decodeFunctionResult, encodeFunctionData, type Hex, type PublicClient, parseAbi } from 'viem'
import type { ReadBlock, ReadResult } from '../../proposals/read/readPlan.js'
import { lagging } from './blockAt.js'
import { isUnknownBlock, requestFailure } from './chainFault.js'
import { patiently } from './patiently.js'
import { revertReason } from './revertReason.js'
import { RpcAnswerUnreadable, RpcTimedOut } from './rpcErrors.js'
import { isTooMuch } from './scanLogs.js'

/** Multicall3 at the same address on every chain that has it. @source https://github.com/mds1/multicall */
export const MULTICALL3: Address = '0xcA11bde05977b3631167028862bE2a173976CA11'
const multicallAbi = parseAbi([
  'struct Call3 { address target; bool allowFailure; bytes callData; }',
  'struct Result { bool success; bytes returnData; }',
  'function aggregate3(Call3[] calls) payable returns (Result[] returnData)',
])
/** Calls in one multicall: well under the 50 M gas that nodes allow a call, at up to 60,000 gas a view. */
const MOST_CALLS = 400
const MAX_TIME_OUTS = 4

interface ContractCall {
  readonly to: Address
  readonly data: Hex
  readonly from?: Address
}

type CallResult = Extract<ReadResult, { kind: 'call' }>

/** Runs contract calls at one block, in batches that shrink when the node refuses their size. */
export class CallRunner {
  readonly #client: PublicClient
  readonly #block: ReadBlock
  readonly #onProgress: () => void
  #batch = MOST_CALLS
  #timeOuts = 0
  #hasMulticall: boolean | undefined

  constructor(client: PublicClient, block: ReadBlock, onProgress: () => void) {
    this.#client = client
    this.#block = block
    this.#onProgress = onProgress
  }

  /**
   * Run calls; the results are in their order. A call that reverts is a result.
   *
   * A call with a sender is asked by itself: in a multicall the contract would see Multicall3 as its caller.
   */
  async run(calls: readonly ContractCall[]): Promise<CallResult[]> {
    const anonymous = await this.#batches(calls.filter(({ from }) => from === undefined))
    const results: CallResult[] = []
    let next = 0
    for (const call of calls) {
      if (call.from === undefined) results.push(anonymous[next++] as CallResult)
      else {
        results.push(await this.#single(call))
        this.#onProgress()
      }
    }
    return results
  }

  async #batches(calls: readonly ContractCall[]): Promise<CallResult[]> {
    const results: CallResult[] = []
    while (results.length < calls.length) {
      const batch = calls.slice(results.length, results.length + this.#batch)
      try {
        results.push(...(await this.#answer(batch)))
        this.#timeOuts = 0
      } catch (error) {
        this.#timeOuts = error instanceof RpcTimedOut ? this.#timeOuts + 1 : 0
        if (batch.length === 1 || !isTooMuch(error) || this.#timeOuts >= MAX_TIME_OUTS) throw error
        this.#batch = Math.ceil(batch.length / 2)
      }
      this.#onProgress()
    }
    return results
  }

  async #answer(batch: readonly ContractCall[]): Promise<CallResult[]> {
    if (batch.length === 1 || !(await this.#multicallThere())) {
      return Promise.all(batch.map((call) => this.#single(call)))
    }
    const results = await this.#aggregate(batch)
    // A call may fail in a batch for want of gas alone, so each that failed is asked by itself; the reason is the batch's.
    return Promise.all(
      results.map(async (result, i) => {
        if (result.isSuccess) return result
        const alone = await this.#single(batch[i] as ContractCall)
        return alone.isSuccess ? alone : result
      }),
    )
  }

  async #multicallThere(): Promise<boolean> {
    const ask = () => this.#client.getCode({ address: MULTICALL3, blockNumber: this.#block.number })
    this.#hasMulticall ??= (await this.#request('eth_getCode', ask)) !== undefined
    return this.#hasMulticall
  }

  async #aggregate(calls: readonly ContractCall[]): Promise<CallResult[]> {
    const args = [calls.map(({ to, data }) => ({ target: to, allowFailure: true, callData: data }))] as const
    const call = { to: MULTICALL3, data: encodeFunctionData({ abi: multicallAbi, functionName: 'aggregate3', args }) }
    const { data } = await this.#request('eth_call', () => this.#client.call({ ...call, blockNumber: this.#block.number }))
    const answers = decodeFunctionResult({ abi: multicallAbi, functionName: 'aggregate3', data: data ?? '0x' })
    if (answers.length !== calls.length)
      throw new RpcAnswerUnreadable(`a multicall's ${answers.length} results for ${calls.length} calls`)
    return answers.map(({ success, returnData }) => ({ kind: 'call', isSuccess: success, data: returnData }))
  }

  async #single({ from, ...rest }: ContractCall): Promise<CallResult> {
    const call = from === undefined ? rest : { ...rest, account: from }
    return this.#request('eth_call', async () => {
      try {
        const { data } = await this.#client.call({ ...call, blockNumber: this.#block.number })
        return { kind: 'call', isSuccess: true, data: data ?? '0x' }
      } catch (error) {
        if (revertReason(error) !== undefined) return { kind: 'call', isSuccess: false, data: '0x' }
        throw error
      }
    })
  }

  #request<T>(method: string, request: () => Promise<T>): Promise<T> {
    const named = async () => {
      try {
        return await request()
      } catch (error) {
        throw isUnknownBlock(error) ? await lagging(this.#client, this.#block.number) : requestFailure(method, error)
      }
    }
    return patiently(named, this.#onProgress)
  }
}
