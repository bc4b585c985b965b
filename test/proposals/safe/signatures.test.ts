import { describe, expect, it } from '@jest/globals'
import { concat, decodeFunctionData, getAddress, type Hex, keccak256, slice, stringToBytes, toHex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { encodeExecTransaction } from '../../../proposals/safe/encodeExecTransaction.js'
import { safeAbi } from '../../../proposals/safe/safeAbi.js'
import { emptySelfCall } from '../../../proposals/safe/safeCall.js'
import { attributeSignature, normaliseSignature, recoverSigner } from '../../../proposals/safe/signatures.js'
import fc from '../../support/fastCheck.js'

const owners = [1, 2, 3, 4].map((n) => privateKeyToAccount(toHex(n, { size: 32 })))
const addresses = owners.map(({ address }) => address)
const safeTxHash = keccak256(stringToBytes('a transaction'))
const withV = (signature: Hex, change: (v: number) => number): Hex =>
  concat([slice(signature, 0, 64), toHex(change(Number(slice(signature, 64, 65))), { size: 1 })])

describe('normaliseSignature', () => {
  it('default', async () => {
    const signature = await owners[0]!.sign({ hash: safeTxHash })
    expect(normaliseSignature(signature)).toBe(signature)
    expect(normaliseSignature(signature.toUpperCase().replace('0X', '0x'))).toBe(signature)
  })

  it('behavior: 27 is added to the v of a Ledger', async () => {
    const signature = await owners[0]!.sign({ hash: safeTxHash })
    expect(normaliseSignature(withV(signature, (v) => v - 27))).toBe(signature)
  })

  const r = '11'.repeat(32)
  it.each([
    ['no hex', 'hello', 'MALFORMED_SIGNATURE'],
    ['nothing', '0x', 'MALFORMED_SIGNATURE'],
    ['half a byte', `0x${r}${r}1`, 'MALFORMED_SIGNATURE'],
    ['64 bytes', `0x${r}${r}`, 'MALFORMED_SIGNATURE'],
    ['two signatures at once', `0x${`${r}${r}1b`.repeat(2)}`, 'MALFORMED_SIGNATURE'],
    ['v of 29', `0x${r}${r}1d`, 'MALFORMED_SIGNATURE'],
    ['r of zero', `0x${'00'.repeat(32)}${r}1b`, 'MALFORMED_SIGNATURE'],
    ['s of zero', `0x${r}${'00'.repeat(32)}1b`, 'MALFORMED_SIGNATURE'],
    ['s above the order of the curve', `0x${r}${'ff'.repeat(32)}1b`, 'MALFORMED_SIGNATURE'],
    [
      "a contract's signature",
      `0x${'00'.repeat(12)}${'22'.repeat(20)}${'00'.repeat(31)}4100${'00'.repeat(32)}`,
      'UNSUPPORTED_SIGNATURE_KIND',
    ],
    ['an approved hash', `0x${'00'.repeat(12)}${'22'.repeat(20)}${'00'.repeat(32)}01`, 'UNSUPPORTED_SIGNATURE_KIND'],
  ])('error: %s', (_name, signature, code) => {
    expect(() => normaliseSignature(signature)).toThrow(expect.objectContaining({ code }))
  })

  it('property: whatever it is given, it gives 65 bytes or a named error', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.uint8Array({ maxLength: 140 }).map((b) => `0x${Buffer.from(b).toString('hex')}`),
        ),
        (text) => {
          try {
            expect(normaliseSignature(text)).toMatch(/^0x[0-9a-f]{128}(1b|1c|1f|20)$/)
          } catch (error) {
            expect((error as { code?: string }).code).toMatch(/^(MALFORMED_SIGNATURE|UNSUPPORTED_SIGNATURE_KIND)$/)
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('recoverSigner', () => {
  it('default: ECDSA over the hash, and eth_sign with v raised by 4', async () => {
    for (const owner of owners) {
      const plain = await owner.sign({ hash: safeTxHash })
      expect(await recoverSigner({ safeTxHash, signature: plain })).toBe(owner.address)
      const message = await owner.signMessage({ message: { raw: safeTxHash } })
      expect(await recoverSigner({ safeTxHash, signature: withV(message, (v) => v + 4) })).toBe(owner.address)
    }
  })

  it('behavior: over another hash it recovers to nobody known', async () => {
    const signature = await owners[0]!.sign({ hash: keccak256(safeTxHash) })
    expect(addresses).not.toContain(await recoverSigner({ safeTxHash, signature }))
  })

  it('error: MalformedSignature where r is no point of the curve', async () => {
    await expect(recoverSigner({ safeTxHash, signature: `0x${'00'.repeat(31)}05${'11'.repeat(32)}1b` })).rejects.toThrow(
      expect.objectContaining({ code: 'MALFORMED_SIGNATURE' }),
    )
  })
})

describe('attributeSignature', () => {
  it('default: owners in any case of letters, and a plain message is told apart', async () => {
    const lower = addresses.map((address) => address.toLowerCase() as Hex)
    const plain = await owners[1]!.sign({ hash: safeTxHash })
    expect(await attributeSignature({ safeTxHash, signature: plain, owners: lower })).toEqual({
      owner: addresses[1],
      signature: plain,
    })
    const message = await owners[2]!.signMessage({ message: { raw: safeTxHash } })
    expect(await attributeSignature({ safeTxHash, signature: message, owners: lower })).toEqual({
      owner: addresses[2],
      signature: withV(message, (v) => v + 4),
    })
  })

  it('error: SignerNotOwner names the account', async () => {
    const signature = await owners[3]!.sign({ hash: safeTxHash })
    await expect(attributeSignature({ safeTxHash, signature, owners: addresses.slice(0, 3) })).rejects.toThrow(
      expect.objectContaining({ code: 'SIGNER_NOT_OWNER', signer: addresses[3] }),
    )
  })
})

describe('encodeExecTransaction', () => {
  const safe = getAddress(`0x${'5a'.repeat(20)}`)
  const transaction = emptySelfCall({ safe, nonce: '3' })
  const signed = () =>
    Promise.all(owners.map(async (owner) => ({ owner: owner.address, signature: await owner.sign({ hash: safeTxHash }) })))

  it('property: in whatever order they come, signatures are sorted by signer', async () => {
    const signatures = await signed()
    const ascending = [...signatures].sort((a, b) => (BigInt(a.owner) < BigInt(b.owner) ? -1 : 1))
    const expected = concat(ascending.map(({ signature }) => signature))
    fc.assert(
      fc.property(fc.shuffledSubarray(signatures, { minLength: 4 }), (order) => {
        const call = encodeExecTransaction({ safe, transaction, signatures: order })
        const { functionName, args } = decodeFunctionData({ abi: safeAbi, data: call.data })
        expect([call.to, call.value, functionName]).toEqual([safe, '0', 'execTransaction'])
        expect(args?.[9]).toBe(expected)
      }),
    )
  })

  it('error: DuplicateSigner', async () => {
    const [first] = await signed()
    const again = { ...first!, owner: first!.owner.toLowerCase() as Hex }
    expect(() => encodeExecTransaction({ safe, transaction, signatures: [first!, again] })).toThrow(
      expect.objectContaining({ code: 'DUPLICATE_SIGNER' }),
    )
  })
})
