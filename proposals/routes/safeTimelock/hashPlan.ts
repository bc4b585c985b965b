import { mapRead, readAll } from '../../read/combinePlans.js'
import { readContract } from '../../read/readContracts.js'
import type { ReadPlan } from '../../read/readPlan.js'
import { safeAbi } from '../../safe/safeAbi.js'
import { timelockAbi } from '../../timelock/timelockAbi.js'
import type { HashComparison } from '../hashComparison.js'
import type { SigningRound } from '../signingRound.js'
import type { SafeTimelockBinding } from './safeTimelockBinding.js'

/** Read every id and hash of a binding from the chain's own functions, each beside the one computed offline. */
export function hashPlan({
  safe,
  timelock,
  operation,
  rounds,
  rejection,
}: SafeTimelockBinding): ReadPlan<readonly HashComparison[]> {
  const domain = mapRead(readContract({ address: safe, abi: safeAbi, functionName: 'domainSeparator' }), (onChain) =>
    [...rounds, rejection].map(
      ({ purpose, hashes }): HashComparison => ({ name: `${purpose}: domain hash`, offline: hashes.domainHash, onChain }),
    ),
  )
  const id = mapRead(
    readContract({
      address: timelock,
      abi: timelockAbi,
      functionName: 'hashOperationBatch',
      args: [operation.targets, operation.values.map(BigInt), operation.payloads, operation.predecessor, operation.salt],
    }),
    (onChain): HashComparison[] => [{ name: 'timelock operation id', offline: operation.id, onChain }],
  )
  return mapRead(readAll([domain, ...[...rounds, rejection].map(safeTxHashPlan), id]), (comparisons) => comparisons.flat())
}

function safeTxHashPlan({ purpose, safe, transaction, hashes }: SigningRound): ReadPlan<HashComparison[]> {
  const { to, value, data, operation, safeTxGas, baseGas, gasPrice, gasToken, refundReceiver, nonce } = transaction
  return mapRead(
    readContract({
      address: safe,
      abi: safeAbi,
      functionName: 'getTransactionHash',
      args: [
        to,
        BigInt(value),
        data,
        operation,
        BigInt(safeTxGas),
        BigInt(baseGas),
        BigInt(gasPrice),
        gasToken,
        refundReceiver,
        BigInt(nonce),
      ],
    }),
    (onChain) => [{ name: `${purpose}: safeTxHash`, offline: hashes.safeTxHash, onChain }],
  )
}
