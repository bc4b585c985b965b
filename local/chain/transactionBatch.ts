import {
  type Abi,
  type Address,
  BaseError,
  type ContractFunctionArgs,
  type ContractFunctionName,
  encodeDeployData,
  encodeFunctionData,
  type EncodeFunctionDataParameters,
  getContractAddress,
  type Hex,
  keccak256,
  type LocalAccount,
  type TransactionReceipt,
  TransactionReceiptNotFoundError,
} from 'viem'
import { PlimsollError } from '../../core/errors/plimsollError.js'
import { type ContractArtifact, linkBytecode } from './contractArtifact.js'
import type { LocalChainClient } from './testClient.js'

/** A transaction of the local set-up was refused by a contract. */
export class TransactionReverted extends PlimsollError {
  readonly code = 'LOCAL_TRANSACTION_REVERTED'
  readonly kind = 'local'

  constructor(
    /** What was called, as `Contract.function`. */
    readonly what: string,
    reason: string,
  ) {
    super({
      shortMessage: `The set-up of the local chain failed: ${what} reverted.`,
      metaMessages: [
        reason,
        "Remedy: check the market's specification against the protocol's rules; delete the cache folder if it is right.",
      ],
    })
  }
}

const NAMED = 5

/** Transactions of the local set-up stayed out of every block. */
class TransactionsNotMined extends PlimsollError {
  readonly code = 'LOCAL_TRANSACTIONS_NOT_MINED'
  readonly kind = 'local'

  constructor(
    /** What was called, as `Contract.function`, in the order of queueing. */
    readonly missing: readonly string[],
    /** Why the chain took none of them, where it said so. */
    reason: string | undefined,
  ) {
    const more = missing.length > NAMED ? ` and ${missing.length - NAMED} more` : ''
    super({
      shortMessage: `The set-up of the local chain failed: ${missing.slice(0, NAMED).join(', ')}${more} got into no block.`,
      metaMessages: [
        reason ?? 'The chain took the transactions and mined a block without any of them.',
        "Remedy: keep each call's gas below the block's limit, and let nobody else send from the set-up's accounts meanwhile.",
      ],
    })
  }
}

const maxFeePerGas = 200_000000000n
const defaultCallGas = 1_000_000n

interface Pending {
  readonly account: LocalAccount
  readonly what: string
  readonly nonce: number
  readonly gas: bigint
  readonly to: Address | undefined
  readonly data: Hex
}

/** One contract call of a batch. */
export interface BatchCall<
  abi extends Abi,
  functionName extends ContractFunctionName<abi, 'nonpayable' | 'payable'>,
  args extends ContractFunctionArgs<abi, 'nonpayable' | 'payable', functionName>,
> {
  readonly address: Address
  readonly abi: abi
  readonly functionName: functionName
  readonly args: args
  readonly gas?: bigint
}

/**
 * Many transactions sent at once and mined together: a whole market is deployed in seconds.
 *
 * `deploy` and `call` only queue, so addresses are known before anything is sent; `mine` signs, sends and waits.
 * Transactions of one account keep their order. Those of different accounts may be split between blocks: put a `mine` between what depends.
 */
export class TransactionBatch {
  private readonly nonces = new Map<Address, number>()
  private pending: Pending[] = []

  constructor(private readonly client: LocalChainClient) {}

  /** Read the next nonces of accounts, before their first transaction is queued. */
  async open(accounts: readonly LocalAccount[]): Promise<void> {
    const fresh = accounts.filter(({ address }) => !this.nonces.has(address))
    const counts = await Promise.all(
      fresh.map(({ address }) => this.client.getTransactionCount({ address, blockTag: 'pending' })),
    )
    fresh.forEach(({ address }, i) => {
      this.nonces.set(address, counts[i] ?? 0)
    })
  }

  /**
   * Queue a contract's creation.
   *
   * @param name - what errors call the contract.
   * @returns the address that it will have.
   */
  deploy(
    account: LocalAccount,
    name: string,
    artifact: ContractArtifact,
    args: readonly unknown[] = [],
    libraries: Readonly<Record<string, Address>> = {},
  ): Address {
    const data = encodeDeployData({ abi: artifact.abi, bytecode: linkBytecode(artifact, libraries), args: [...args] })
    const gas = 1_000_000n + BigInt(data.length / 2) * 250n
    const nonce = this.queue({ account, what: `${name}.constructor`, gas, to: undefined, data })
    return getContractAddress({ from: account.address, nonce: BigInt(nonce) })
  }

  /** Queue a contract call. */
  call<
    const abi extends Abi,
    functionName extends ContractFunctionName<abi, 'nonpayable' | 'payable'>,
    const args extends ContractFunctionArgs<abi, 'nonpayable' | 'payable', functionName>,
  >(account: LocalAccount, { address, abi, functionName, args, gas = defaultCallGas }: BatchCall<abi, functionName, args>): void {
    const data = encodeFunctionData({ abi, functionName, args } as EncodeFunctionDataParameters)
    this.queue({ account, what: `${address}.${String(functionName)}`, gas, to: address, data })
  }

  /** Queue a transaction with raw data. */
  send(account: LocalAccount, what: string, to: Address, data: Hex, gas: bigint): void {
    this.queue({ account, what, gas, to, data })
  }

  /**
   * Sign and send what is queued, mine until all of it is in blocks, and check each receipt.
   *
   * @returns the receipts in the order of queueing.
   * @throws {TransactionReverted} naming the first call that a contract refused.
   * @throws {TransactionsNotMined} naming the calls that got into no block.
   */
  async mine(): Promise<TransactionReceipt[]> {
    const batch = this.pending
    this.pending = []
    if (batch.length === 0) return []
    const { client } = this
    const signed = await Promise.all(
      batch.map(({ account, nonce, gas, to, data }, i) =>
        account.signTransaction({
          type: 'eip1559',
          chainId: client.chain.id,
          nonce,
          gas,
          // anvil's blocks take the highest maximum fee first: in the order of queueing, so that equal batches give equal blocks.
          maxFeePerGas: maxFeePerGas + BigInt(batch.length - i),
          maxPriorityFeePerGas: 1n,
          data,
          ...(to === undefined ? {} : { to }),
        }),
      ),
    )
    await client.setAutomine(false)
    try {
      const receipts = await this.include(batch, signed)
      const failed = receipts.findIndex(({ status }) => status !== 'success')
      if (failed >= 0) throw await this.explain(batch[failed]!, receipts[failed]!)
      return receipts
    } finally {
      await client.setAutomine(true)
    }
  }

  /** Send and mine block by block until every transaction has its receipt. Each block must take at least one, so it ends. */
  private async include(batch: readonly Pending[], signed: readonly Hex[]): Promise<TransactionReceipt[]> {
    const { client } = this
    const receipts = new Map<number, TransactionReceipt>()
    let missing = [...signed.keys()]
    while (missing.length > 0) {
      // Sent again before each block: where one did not fit, anvil forgets what its sender has after it.
      const refusals = await Promise.all(missing.map((i) => this.offer(signed[i]!)))
      await client.mine({ blocks: 1 })
      const found = await Promise.all(missing.map((i) => this.receiptOf(signed[i]!)))
      missing.forEach((i, at) => {
        if (found[at] !== undefined) receipts.set(i, found[at])
      })
      const left = missing.filter((i) => !receipts.has(i))
      if (left.length === missing.length) {
        const reason = refusals.find((refusal) => refusal !== undefined)
        throw new TransactionsNotMined(
          left.map((i) => batch[i]!.what),
          reason,
        )
      }
      missing = left
    }
    return signed.map((_, i) => receipts.get(i)!)
  }

  /** Send one transaction; undefined when the chain has it, else why it did not take it. */
  private async offer(serializedTransaction: Hex): Promise<string | undefined> {
    try {
      await this.client.sendRawTransaction({ serializedTransaction })
      return undefined
    } catch (error) {
      if (!(error instanceof BaseError)) throw error
      return /already imported/i.test(error.message) ? undefined : error.details
    }
  }

  private async receiptOf(serializedTransaction: Hex): Promise<TransactionReceipt | undefined> {
    try {
      return await this.client.getTransactionReceipt({ hash: keccak256(serializedTransaction) })
    } catch (error) {
      if (error instanceof TransactionReceiptNotFoundError) return undefined
      throw error
    }
  }

  private queue(transaction: Omit<Pending, 'nonce'>): number {
    const { address } = transaction.account
    const nonce = this.nonces.get(address)
    if (nonce === undefined) throw new Error(`Account ${address} is not open in this batch: call open first.`)
    this.nonces.set(address, nonce + 1)
    this.pending.push({ ...transaction, nonce })
    return nonce
  }

  private async explain({ account, what, to, data, gas }: Pending, receipt: TransactionReceipt): Promise<TransactionReverted> {
    if (receipt.gasUsed >= gas) return new TransactionReverted(what, `It used up its ${gas} gas.`)
    const replay = this.client.call({ account: account.address, data, gas, ...(to === undefined ? {} : { to }) })
    const reason = await replay.then(
      () => 'The same call passes now: it depends on a transaction that was mined after it.',
      (error: Error) => error.message.split('\n')[0] ?? '',
    )
    return new TransactionReverted(what, reason)
  }
}
