import type { DecodedCall } from '../../../proposals/call.js'
import type { Proposal } from '../../../proposals/proposal.js'
import { routeOf } from '../../../proposals/routes/registry.js'
import type { SigningRound } from '../../../proposals/routes/signingRound.js'
import type { SafeHashes } from '../../../proposals/safe/safeTransaction.js'
import type { Session } from '../../session.js'

/** Lay out the fields that an owner signs and the hashes that a wallet shows. */
export function roundLines({ chainId, safe, safeVersion, transaction }: SigningRound, hashes: SafeHashes): string[] {
  const { to, value, data, operation, nonce } = transaction
  const calldata = data === '0x' ? 'none' : `${data.slice(0, 10)}… (${(data.length - 2) / 2} bytes)`
  return [
    `  Safe          ${safe} (version ${safeVersion}, chain ${chainId})`,
    `  to            ${to}`,
    `  value         ${value}`,
    `  data          ${calldata}`,
    `  operation     ${operation} (${operation === 0 ? 'call' : 'DELEGATECALL'})`,
    `  nonce         ${nonce}`,
    `  gas fields    safeTxGas ${transaction.safeTxGas}, baseGas ${transaction.baseGas}, gasPrice ${transaction.gasPrice}`,
    `  domain hash   ${hashes.domainHash}`,
    `  message hash  ${hashes.messageHash}`,
    `  safeTxHash    ${hashes.safeTxHash}`,
    `  data digest   ${hashes.calldataDigest} (ERC-8213)`,
  ]
}

/** Lay out calls as they are decoded from the bytes. */
export function callLines({ colors }: Session, calls: readonly DecodedCall[], { route }: Pick<Proposal, 'route'>): string[] {
  if (calls.length === 0) return [colors.bold('It calls nothing: it only spends the nonce.')]
  return [
    colors.bold(`What the ${routeOf(route).present.caller} will call (${calls.length})`),
    ...calls.flatMap(({ to, contract, signature, arguments: values, summary }) => [
      `  ${summary}`,
      `    ${contract} ${to}`,
      `    ${signature}`,
      ...values.map(({ name, value }) => `      ${name} = ${value}`),
    ]),
  ]
}
