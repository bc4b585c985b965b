import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Address, concat, encodeFunctionData, type Hex, parseAbi, slice, toHex } from 'viem'
import { runReadPlan } from '../../../activities/chain/runReadPlan.js'
import { assembleRound } from '../../../activities/safe/assembleRound.js'
import { recheckSignatures } from '../../../activities/safe/recheckSignatures.js'
import { verifyOwnerSignature } from '../../../activities/safe/verifyOwnerSignature.js'
import type { SigningRound } from '../../../proposals/routes/signingRound.js'
import { contractSignaturePlan } from '../../../proposals/safe/contractSignaturePlan.js'
import { encodeExecTransaction, encodeSignatures } from '../../../proposals/safe/encodeExecTransaction.js'
import { safeAbi } from '../../../proposals/safe/safeAbi.js'
import { safeCall } from '../../../proposals/safe/safeCall.js'
import { safeHashes } from '../../../proposals/safe/safeHashes.js'
import { safeMessageHash } from '../../../proposals/safe/safeMessage.js'
import { safeTransactionPreimage } from '../../../proposals/safe/safeTypedData.js'
import type { OwnerSignature, SignatureInput } from '../../../proposals/safe/signatures.js'
import { startSafes } from '../../support/safeFixture.js'

type Safes = Awaited<ReturnType<typeof startSafes>>
type Account = Safes['owners'][number]
type Sign = (account: Account, round: SigningRound) => Promise<SignatureInput>

let safes: Safes
beforeAll(async () => {
  safes = await startSafes()
})
afterAll(() => safes?.stop())

const withV = (signature: Hex, change: (v: number) => number): Hex =>
  concat([slice(signature, 0, 64), toHex(change(Number(slice(signature, 64, 65))), { size: 1 })])
const message = (account: Account, { hashes }: SigningRound) => account.signMessage({ message: { raw: hashes.safeTxHash } })

const accountKinds: Readonly<Record<string, Sign>> = {
  ECDSA: (account, { hashes }) => account.sign({ hash: hashes.safeTxHash }),
  "a Ledger's v 0 or 1": async (account, { hashes }) => withV(await account.sign({ hash: hashes.safeTxHash }), (v) => v - 27),
  'eth_sign (v 31, 32)': async (account, round) => withV(await message(account, round), (v) => v + 4),
  "eth_sign with the wallet's own v": message,
  "a Ledger's eth_sign": async (account, round) => withV(await message(account, round), (v) => v - 27),
  'an approved hash': async (account, { hashes }) => {
    await safes.approve(account, hashes.safeTxHash)
    return { kind: 'approvedHash', owner: account.address }
  },
}

/** Signatures of the owners of the Safe that is an owner, joined. */
async function belowSignature(round: SigningRound, kinds: readonly string[] = ['ECDSA', 'ECDSA']): Promise<Hex> {
  const hash = safeMessageHash({
    chainId: round.chainId,
    owner: { address: safes.nested, version: '1.4.1' },
    above: { version: round.safeVersion, hashes: round.hashes },
  })
  const signatures = await Promise.all(
    safes.below.map(async (account, i): Promise<OwnerSignature> => {
      const isMessage = kinds[i] === 'eth_sign'
      const signature = isMessage
        ? withV(await account.signMessage({ message: { raw: hash } }), (v) => v + 4)
        : await account.sign({ hash })
      return { owner: account.address, signature }
    }),
  )
  return encodeSignatures(signatures)
}

const safeKinds: Readonly<Record<string, (round: SigningRound) => Promise<SignatureInput>>> = {
  'a Safe by its owners': async (round) => ({ kind: 'contract', owner: safes.nested, data: await belowSignature(round) }),
  'a Safe by its owners, one with eth_sign': async (round) => ({
    kind: 'contract',
    owner: safes.nested,
    data: await belowSignature(round, ['eth_sign', 'ECDSA']),
  }),
  'a Safe that approved the hash': async (round) => {
    const data = encodeFunctionData({ abi: safeAbi, functionName: 'approveHash', args: [round.hashes.safeTxHash] })
    await executeBelow(data, safes.safe)
    return { kind: 'approvedHash', owner: safes.nested }
  },
}

async function executeBelow(data: Hex, to: Address): Promise<void> {
  const nonce = (await safes.nonceOf(safes.nested)).toString()
  const transaction = safeCall({ to, value: '0', data, nonce })
  const { safeTxHash } = safeHashes({ chainId: 31337, safe: safes.nested, version: '1.4.1', transaction })
  const signatures = await Promise.all(
    safes.below.map(async (account) => ({ owner: account.address, signature: await account.sign({ hash: safeTxHash }) })),
  )
  await safes.execute(encodeExecTransaction({ safe: safes.nested, transaction, signatures }))
}

async function verifyAll(round: SigningRound, inputs: readonly SignatureInput[]): Promise<OwnerSignature[]> {
  const context = await safes.context(round)
  return Promise.all(inputs.map((input) => verifyOwnerSignature(context, input)))
}

async function executes(round: SigningRound, signatures: readonly OwnerSignature[]): Promise<void> {
  const before = await safes.nonceOf()
  const receipt = await safes.execute(await assembleRound({ rpcUrl: safes.anvil.rpcUrl, round, signatures }))
  expect(receipt.status).toBe('success')
  expect(await safes.nonceOf()).toBe(before + 1n)
}

describe('verifyOwnerSignature', () => {
  for (const [name, sign] of Object.entries(accountKinds)) {
    it(`default: executes with ${name} beside ECDSA`, async () => {
      const round = await safes.round()
      const [first, second] = safes.owners
      const verified = await verifyAll(round, [await sign(first, round), await second.sign({ hash: round.hashes.safeTxHash })])
      expect(verified.map(({ owner }) => owner)).toEqual([first.address, second.address])
      await executes(round, verified)
    })
  }

  for (const [name, sign] of Object.entries(safeKinds)) {
    for (const [other, signOther] of Object.entries(accountKinds).filter(([kind]) => /^ECDSA|31|approved/.test(kind))) {
      it(`behavior: executes with ${name} and ${other}`, async () => {
        const round = await safes.round()
        const verified = await verifyAll(round, [await sign(round), await signOther(safes.owners[0], round)])
        expect(verified.map(({ owner }) => owner)).toEqual([safes.nested, safes.owners[0].address])
        await executes(round, verified)
      })
    }
  }

  it('behavior: executes with all three owners, of three kinds', async () => {
    const round = await safes.round()
    const inputs = [
      await safeKinds['a Safe by its owners']!(round),
      await accountKinds['an approved hash']!(safes.owners[1], round),
      await accountKinds['eth_sign (v 31, 32)']!(safes.owners[0], round),
    ]
    await executes(round, await verifyAll(round, inputs))
  })

  it('behavior: an owner that answers only the Safe signs, is kept, and is executed', async () => {
    const snapshot = await safes.client.snapshot()
    try {
      const owner: Address = '0x00000000000000000000000000000000000a5516'
      // Reverts unless its caller is the Safe, as a shared passkey signer does for whom nobody registered a key.
      const runtime: Hex = `0x3373${safes.safe.slice(2)}14601f5760006000fd5b6320c13b0b60e01b60005260206000f3`
      await safes.client.setCode({ address: owner, bytecode: runtime })
      await safes.swapOwner(safes.owners[1].address, owner)
      const round = await safes.round()
      const inputs = [{ kind: 'contract', owner, data: '0xab' } as const, await accountKinds.ECDSA!(safes.owners[0], round)]
      const signatures = await verifyAll(round, inputs)
      expect(await recheckSignatures(await safes.context(round), signatures)).toEqual({ valid: signatures, lost: [] })
      await executes(round, signatures)
    } finally {
      await safes.client.revert({ id: snapshot })
    }
  })

  it('behavior: bytes that stand alone are taken like the parts they hold', async () => {
    const round = await safes.round()
    const [contract] = await verifyAll(round, [{ kind: 'contract', owner: safes.nested, data: await belowSignature(round) }])
    await safes.approve(safes.owners[0], round.hashes.safeTxHash)
    const [approved] = await verifyAll(round, [{ kind: 'approvedHash', owner: safes.owners[0].address }])
    expect(await verifyAll(round, [contract!.signature, approved!.signature])).toEqual([contract, approved])
    expect(approved!.signature).toHaveLength(2 + 130)
  })

  it('error: of a stranger, and of an owner over something else', async () => {
    const round = await safes.round()
    const { hashes, transaction, safe } = round
    const [owner] = safes.owners
    const context = await safes.context(round)
    const over = async (other: Partial<Parameters<typeof safeHashes>[0]>) => {
      const { safeTxHash } = safeHashes({ chainId: 31337, safe, version: '1.4.1', transaction, ...other })
      return verifyOwnerSignature(context, await owner.sign({ hash: safeTxHash }))
    }
    await expect(verifyOwnerSignature(context, await safes.stranger.sign({ hash: hashes.safeTxHash }))).rejects.toMatchObject({
      code: 'NOT_AN_OWNER',
      signer: safes.stranger.address,
    })
    await expect(over({ chainId: 42161 })).rejects.toMatchObject({ code: 'SIGNATURE_FOR_ANOTHER_CHAIN', signedChainId: 42161 })
    await expect(over({ safe: safes.nested })).rejects.toMatchObject({
      code: 'SIGNATURE_FOR_ANOTHER_SAFE',
      signedSafe: safes.nested,
    })
    const nonce = (BigInt(transaction.nonce) + 1n).toString()
    await expect(over({ transaction: { ...transaction, nonce } })).rejects.toMatchObject({
      code: 'SIGNATURE_FOR_ANOTHER_NONCE',
      signedNonce: nonce,
    })
    await expect(over({ transaction: { ...transaction, value: '1' } })).rejects.toMatchObject({ code: 'NOT_AN_OWNER' })
  })

  it('error: what the chain does not confirm', async () => {
    const round = await safes.round()
    const context = await safes.context(round)
    const { address } = safes.owners[1]
    const data = await belowSignature(round)
    const elsewhere = await belowSignature(safes.roundOf({ ...round.transaction, value: '1' }))
    const cases: [SignatureInput, string][] = [
      [{ kind: 'approvedHash', owner: address }, 'HASH_NOT_APPROVED'],
      [{ kind: 'approvedHash', owner: safes.stranger.address }, 'NOT_AN_OWNER'],
      [{ kind: 'contract', owner: safes.nested, data: slice(data, 0, 65) }, 'CONTRACT_SIGNATURE_REJECTED'],
      [{ kind: 'contract', owner: safes.nested, data: elsewhere }, 'CONTRACT_SIGNATURE_REJECTED'],
      [{ kind: 'contract', owner: safes.nested, data: '0x' }, 'CONTRACT_SIGNATURE_REJECTED'],
      [{ kind: 'contract', owner: address, data }, 'CONTRACT_SIGNATURE_REJECTED'],
      [{ kind: 'contract', owner: safes.safe, data }, 'NOT_AN_OWNER'],
    ]
    for (const [input, code] of cases) await expect(verifyOwnerSignature(context, input)).rejects.toMatchObject({ code })
  })
})

describe('contractSignaturePlan', () => {
  it('behavior: a Safe of 1.5.0 shows the hash instead of the preimage; a signature for the one is none for the other', async () => {
    const round = { ...(await safes.round()), safeVersion: '1.5.0' }
    const { hashes } = round
    const data = await belowSignature(round)
    const asks = async (version: string) =>
      (
        await runReadPlan(
          safes.chain.client,
          contractSignaturePlan({ safe: safes.safe, owner: safes.nested, version, hashes, data }),
        )
      ).value
    expect(await asks('1.5.0')).toBe(true)
    expect(await asks('1.4.1')).toBe(false)
  })
})

describe('safeMessageHash', () => {
  it("default: equals the message hash of the owner Safe's own fallback handler", async () => {
    const round = await safes.round()
    const abi = parseAbi(['function getMessageHash(bytes message) view returns (bytes32)'])
    const preimage = safeTransactionPreimage(round.hashes)
    const owner = { address: safes.nested, version: '1.4.1' }
    const onChain = await safes.client.readContract({
      address: safes.nested,
      abi,
      functionName: 'getMessageHash',
      args: [preimage],
    })
    expect(safeMessageHash({ chainId: 31337, owner, above: { version: '1.4.1', hashes: round.hashes } })).toBe(onChain)
    const word = round.hashes.safeTxHash
    const hashOnly = await safes.client.readContract({ address: safes.nested, abi, functionName: 'getMessageHash', args: [word] })
    expect(safeMessageHash({ chainId: 31337, owner, above: { version: '1.5.0', hashes: round.hashes } })).toBe(hashOnly)
  })
})

describe('recheckSignatures', () => {
  it('error: an owner removed after signing, and a Safe below whose owner was replaced', async () => {
    const round = await safes.round()
    const [first, second] = safes.owners
    const inputs = await Promise.all([first, second].map((owner) => owner.sign({ hash: round.hashes.safeTxHash })))
    const signatures = await verifyAll(round, [
      ...inputs,
      { kind: 'contract', owner: safes.nested, data: await belowSignature(round) },
    ])
    expect(await recheckSignatures(await safes.context(round), signatures)).toEqual({ valid: signatures, lost: [] })

    await safes.swapOwner(first.address, safes.stranger.address)
    const removed = await recheckSignatures(await safes.context(round), signatures)
    expect(removed.valid).toEqual(signatures.slice(1))
    expect(removed.lost).toMatchObject([{ owner: first.address, code: 'OWNER_REMOVED' }])

    await safes.swapOwner(safes.below[0].address, safes.delegate.address, safes.nested)
    const replaced = await recheckSignatures(await safes.context(round), signatures)
    expect(replaced.lost.map(({ owner, code }) => [owner, code])).toEqual([
      [first.address, 'OWNER_REMOVED'],
      [safes.nested, 'CONTRACT_SIGNATURE_REJECTED'],
    ])
  })
})
