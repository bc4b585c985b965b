import { NotTheConfiguredRoute } from '../errors.js'
import { sameHex } from '../../../core/hex.js'
import type { SigningRound } from '../signingRound.js'
import type { SafeTimelockConfig } from './safeTimelockConfig.js'

/**
 * Make sure that a round is a plain call of the configured Safe to the configured timelock, or for a rejection the empty call to itself.
 *
 * @throws {NotTheConfiguredRoute} when Safe, timelock or chain are not the configured ones, it passes value or refunds gas, or is a delegatecall
 */
export function assertConfiguredRound(input: {
  readonly round: SigningRound
  readonly config: SafeTimelockConfig
  readonly chainId: number
}): void {
  const { chainId, safe, transaction, purpose } = input.round
  const { config } = input
  if (chainId !== input.chainId) throw new NotTheConfiguredRoute('chain id', chainId, input.chainId)
  if (!sameHex(safe, config.safe)) throw new NotTheConfiguredRoute('Safe', safe, config.safe)
  if (transaction.operation !== 0) throw new NotTheConfiguredRoute('operation', 'a delegatecall', 'plain calls only')
  if (transaction.value !== '0') throw new NotTheConfiguredRoute('value', transaction.value, '0')
  const gas = [
    transaction.safeTxGas,
    transaction.baseGas,
    transaction.gasPrice,
    BigInt(transaction.gasToken),
    BigInt(transaction.refundReceiver),
  ]
  if (gas.some((field) => BigInt(field) !== 0n)) throw new NotTheConfiguredRoute('gas refund', gas.join(', '), 'none')
  const to = purpose === 'reject' ? config.safe : config.timelock
  if (!sameHex(transaction.to, to)) throw new NotTheConfiguredRoute('called contract', transaction.to, to)
  const isEmpty = transaction.data === '0x'
  if ((purpose === 'reject') !== isEmpty)
    throw new NotTheConfiguredRoute('calldata', transaction.data.slice(0, 10), isEmpty ? 'a call' : 'none')
}
