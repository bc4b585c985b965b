import { describe, expect, it } from '@jest/globals'
import { encodeAbiParameters, keccak256, stringToBytes, concat, hashTypedData, toHex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { type DecisionMessage, decisionSchema, decisionTypedData, recoverDecider } from '../../proposals/decision.js'
import { proposal } from './support/fixture.js'

const account = privateKeyToAccount(toHex(7, { size: 32 }))
const decision: DecisionMessage = decisionSchema.parse({
  proposalId: proposal.proposalId,
  verdict: 'reject',
  reason: 'The feed of LINK is being replaced.',
  deadline: '1655000000',
})

describe('decision', () => {
  it('default: who signed is recovered', async () => {
    const signature = await account.signTypedData(decisionTypedData({ chainId: 31337, decision }))
    expect(await recoverDecider({ chainId: 31337, decision, signature })).toBe(account.address)
  })

  it('behavior: another chain, verdict, reason, deadline or proposal is another decision', async () => {
    const signature = await account.signTypedData(decisionTypedData({ chainId: 31337, decision }))
    const others: { chainId: number; decision: DecisionMessage }[] = [
      { chainId: 1, decision },
      { chainId: 31337, decision: { ...decision, verdict: 'approve' } },
      { chainId: 31337, decision: { ...decision, reason: '' } },
      { chainId: 31337, decision: { ...decision, deadline: '1655000001' } },
      { chainId: 31337, decision: { ...decision, proposalId: `0x${'11'.repeat(32)}` } },
    ]
    for (const other of others) expect(await recoverDecider({ ...other, signature })).not.toBe(account.address)
  })

  it('behavior: the hash is that of EIP-712, put together word by word', () => {
    const hash = (text: string) => keccak256(stringToBytes(text))
    const words = (types: string[], values: unknown[]) =>
      keccak256(
        encodeAbiParameters(
          types.map((type) => ({ type })),
          values,
        ),
      )
    const domain = words(
      ['bytes32', 'bytes32', 'bytes32', 'uint256'],
      [hash('EIP712Domain(string name,string version,uint256 chainId)'), hash('Plimsoll'), hash('1'), 31337n],
    )
    const message = words(
      ['bytes32', 'bytes32', 'bytes32', 'bytes32', 'uint256'],
      [
        hash('Decision(bytes32 proposalId,string verdict,string reason,uint256 deadline)'),
        decision.proposalId,
        hash(decision.verdict),
        hash(decision.reason),
        BigInt(decision.deadline),
      ],
    )
    expect(hashTypedData(decisionTypedData({ chainId: 31337, decision }))).toBe(keccak256(concat(['0x1901', domain, message])))
  })

  it.each(['0x', '0x1234', `0x${'00'.repeat(31)}05${'11'.repeat(32)}1b`] as const)(
    'error: MalformedSignature, %s',
    async (signature) => {
      await expect(recoverDecider({ chainId: 1, decision, signature })).rejects.toThrow(
        expect.objectContaining({ code: 'MALFORMED_SIGNATURE' }),
      )
    },
  )

  it('error: an unknown verdict, a long reason and a field too many are refused', () => {
    for (const bad of [{ verdict: 'maybe' }, { reason: 'x'.repeat(501) }, { deadline: '-1' }, { more: 1 }]) {
      expect(decisionSchema.safeParse({ ...decision, ...bad }).success).toBe(false)
    }
  })
})
