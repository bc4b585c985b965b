import { describe, expect, it } from '@jest/globals'
import { calculateSafeTransactionHash } from '@safe-global/protocol-kit'
import fc from '../../support/fastCheck.js'
import { concat, encodeAbiParameters, getAddress, type Hex, keccak256, stringToBytes, zeroAddress } from 'viem'
import { calldataDigest } from '../../../proposals/safe/safeTypedData.js'
import { emptySelfCall } from '../../../proposals/safe/safeCall.js'
import { safeHashes } from '../../../proposals/safe/safeHashes.js'
import type { SafeTransaction } from '../../../proposals/safe/safeTransaction.js'

const safe = '0x111CEEee040739fD91D29C34C33E6B3E112F2177'

const address = fc
  .uint8Array({ minLength: 20, maxLength: 20 })
  .map((bytes) => getAddress(`0x${Buffer.from(bytes).toString('hex')}`))
const uint = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }).map(String)
const anyTransaction: fc.Arbitrary<SafeTransaction> = fc.record({
  to: address,
  value: uint,
  data: fc.uint8Array({ maxLength: 200 }).map((bytes): Hex => `0x${Buffer.from(bytes).toString('hex')}`),
  operation: fc.constantFrom(0 as const, 1 as const),
  safeTxGas: uint,
  baseGas: uint,
  gasPrice: uint,
  gasToken: address,
  refundReceiver: address,
  nonce: uint,
})

describe('safeHashes', () => {
  // Published in the readme of pcaversaccio/safe-tx-hashes-util.
  it('default', () => {
    const transaction: SafeTransaction = {
      to: safe,
      value: '0',
      data: '0x0d582f130000000000000000000000000c75fa5a5f1c0997e3eea425cfa13184ed0ec9e50000000000000000000000000000000000000000000000000000000000000003',
      operation: 0,
      safeTxGas: '0',
      baseGas: '0',
      gasPrice: '0',
      gasToken: zeroAddress,
      refundReceiver: zeroAddress,
      nonce: '234',
    }
    expect(safeHashes({ chainId: 42161, safe, version: '1.3.0', transaction })).toMatchObject({
      domainHash: '0x1cf7f9b1efe3bc47fe02fd27c649fea19e79d66040683a1c86c7490c80bf7291',
      messageHash: '0xd9109ea63c50ecd3b80b6b27ed5c5a9fd3d546c2169dfb69bfa7ba24cd14c7a5',
      safeTxHash: '0x0cb7250b8becd7069223c54e2839feaed4cee156363fbfe5dd0a48e75c4e25b3',
    })
  })

  it.each(['1.0.0', '1.1.1', '1.2.0', '1.3.0', '1.4.1', '1.5.0'])(
    "property: equals protocol-kit's hash, version %s",
    (version) => {
      fc.assert(
        fc.property(anyTransaction, address, fc.integer({ min: 1, max: 2 ** 40 }), (transaction, verifyingContract, chainId) => {
          const kit = calculateSafeTransactionHash(verifyingContract, { ...transaction } as never, version, BigInt(chainId))
          expect(safeHashes({ chainId, safe: verifyingContract, version, transaction }).safeTxHash).toBe(kit)
        }),
        { numRuns: 40 },
      )
    },
  )

  it('property: version 0.1.0 equals a hash put together word by word, with dataGas', () => {
    const typeHash = keccak256(
      stringToBytes(
        'SafeTx(address to,uint256 value,bytes data,uint8 operation,uint256 safeTxGas,uint256 dataGas,uint256 gasPrice,address gasToken,address refundReceiver,uint256 nonce)',
      ),
    )
    // GnosisSafe 0.1.0 has this constant in its source.
    expect(typeHash).toBe('0x14d461bc7412367e924637b363c7bf29b8f47e2f84869f4426e5633d8af47b20')
    const words = (types: readonly string[], values: readonly unknown[]) =>
      encodeAbiParameters(
        types.map((type) => ({ type })),
        values,
      )
    fc.assert(
      fc.property(anyTransaction, address, (transaction, verifyingContract) => {
        const domain = keccak256(
          words(['bytes32', 'address'], [keccak256(stringToBytes('EIP712Domain(address verifyingContract)')), verifyingContract]),
        )
        const t = transaction
        const message = keccak256(
          words(
            [
              'bytes32',
              'address',
              'uint256',
              'bytes32',
              'uint8',
              'uint256',
              'uint256',
              'uint256',
              'address',
              'address',
              'uint256',
            ],
            [
              typeHash,
              t.to,
              BigInt(t.value),
              keccak256(t.data),
              t.operation,
              BigInt(t.safeTxGas),
              BigInt(t.baseGas),
              BigInt(t.gasPrice),
              t.gasToken,
              t.refundReceiver,
              BigInt(t.nonce),
            ],
          ),
        )
        const hashes = safeHashes({ chainId: 1, safe: verifyingContract, version: '0.1.0', transaction })
        expect(hashes.domainHash).toBe(domain)
        expect(hashes.messageHash).toBe(message)
        expect(hashes.safeTxHash).toBe(keccak256(concat(['0x1901', domain, message])))
      }),
      { numRuns: 40 },
    )
  })

  it('behavior: every field is part of the hash', () => {
    const transaction = emptySelfCall({ safe, nonce: '1' })
    const hash = (changed: SafeTransaction, chainId = 1) =>
      safeHashes({ chainId, safe, version: '1.4.1', transaction: changed }).safeTxHash
    const changes: Partial<SafeTransaction>[] = [
      { to: zeroAddress },
      { value: '1' },
      { data: '0x00' },
      { operation: 1 },
      { safeTxGas: '1' },
      { baseGas: '1' },
      { gasPrice: '1' },
      { gasToken: safe },
      { refundReceiver: safe },
      { nonce: '2' },
    ]
    const hashes = [hash(transaction), hash(transaction, 2), ...changes.map((change) => hash({ ...transaction, ...change }))]
    expect(new Set(hashes).size).toBe(hashes.length)
  })

  it.each(['2.0.0', '1.4', 'latest', '', '1.4.1; rm'])('error: UnsupportedSafeVersion, "%s"', (version) => {
    const transaction = emptySelfCall({ safe, nonce: '1' })
    expect(() => safeHashes({ chainId: 1, safe, version, transaction })).toThrow(
      expect.objectContaining({ code: 'UNSUPPORTED_SAFE_VERSION' }),
    )
  })
})

describe('calldataDigest', () => {
  it('behavior: the length is part of it, so padding is not free', () => {
    expect(calldataDigest('0x')).toBe(keccak256(`0x${'00'.repeat(32)}`))
    expect(calldataDigest('0x00')).not.toBe(calldataDigest('0x0000'))
  })
})
