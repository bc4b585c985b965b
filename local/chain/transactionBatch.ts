import {
  type Abi,
  type Address,
  type ContractFunctionArgs,
  type ContractFunctionName,
  encodeDeployData,
  encodeFunctionData,
  type EncodeFunctionDataParameters,
  getContractAddress,
  type Hex,
  type LocalAccount,
  type TransactionReceipt,
} from 'viem'
import { type ContractArtifact, linkBytecode } from './contractArtifact.js'
import type { LocalChainClient } from './testClient.js'
import { TransactionReverted } from './transactionReverted.js'

const maxFeePerGas = 200_000000000n
const defaultCallGas = 1_000_000n
const maxBlocksPerBatch = 200

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
 * Transactions of one account keep their order. Those of different accounts don't: put a `mine` between what depends.
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
   */
  async mine(): Promise<TransactionReceipt[]> {
    const batch = this.pending
    this.pending = []
    if (batch.length === 0) return []
    const { client } = this
    const signed = await Promise.all(
      batch.map(({ account, nonce, gas, to, data }) =>
        account.signTransaction({
          type: 'eip1559',
          chainId: client.chain.id,
          nonce,
          gas,
          maxFeePerGas,
          maxPriorityFeePerGas: 1n,
          data,
          ...(to === undefined ? {} : { to }),
        }),
      ),
    )
    await client.setAutomine(false)
    try {
      const hashes = await Promise.all(
        signed.map((serializedTransaction) => client.sendRawTransaction({ serializedTransaction })),
      )
      for (let blocks = 0; ; blocks += 1) {
        const { pending, queued } = await client.getTxpoolStatus()
        if (pending === 0) {
          if (queued > 0 || blocks === 0)
            throw new TransactionReverted('the batch', `${queued} transactions never became executable.`)
          break
        }
        if (blocks === maxBlocksPerBatch) throw new TransactionReverted('the batch', `${pending} transactions fit in no block.`)
        await client.mine({ blocks: 1 })
      }
      const receipts = await Promise.all(hashes.map((hash) => client.getTransactionReceipt({ hash })))
      const failed = receipts.findIndex(({ status }) => status !== 'success')
      if (failed >= 0) throw await this.explain(batch[failed]!, receipts[failed]!)
      return receipts
    } finally {
      await client.setAutomine(true)
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
