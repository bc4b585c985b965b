import { BaseError, decodeErrorResult, type Hex, isHex } from 'viem'
import type { Call } from '../../proposals/call.js'
import type { AbiError } from '../../proposals/simulation/abiError.js'
import type { SimulationStep } from '../../proposals/simulation/routeSimulation.js'
import { revertReason } from '../chain/revertReason.js'
import type { ForkClient } from './startFork.js'

/** What the Safe's own codes mean, of those that an execution can meet. @source safe-smart-account, docs/error_codes.md */
const SAFE_CODES: Readonly<Record<string, string>> = {
  GS010: 'not enough gas for the Safe transaction',
  GS013: 'the call inside failed, and safeTxGas and gasPrice are 0',
  GS020: 'too few signatures',
  GS025: 'the hash is not approved by that owner: these are not the bytes of the round, or the nonce is used',
  GS026: 'a signature is of no owner',
  GS030: 'only owners can approve a hash',
}

/**
 * Find out why a step reverts, by asking the fork to call it again: decoded where the error is known, the call inside asked too.
 *
 * @returns words without a full stop
 */
export async function explainRevert(
  client: ForkClient,
  { from, call, inner }: SimulationStep,
  errors: readonly AbiError[],
): Promise<string> {
  const outer = await reasonOf(client, from, call, errors)
  if (inner === undefined || outer === null || !/GS013/.test(outer))
    return outer ?? 'it gives no reason, and the same call passes by itself'
  const inside = await reasonOf(client, inner.from, inner.call, errors)
  return inside === null ? outer : `${inside}; the Safe says ${outer}`
}

async function reasonOf(
  client: ForkClient,
  account: Hex,
  { to, value, data }: Call,
  errors: readonly AbiError[],
): Promise<string | null> {
  try {
    await client.call({ account, to, data, value: BigInt(value) })
    return null
  } catch (error) {
    if (!isRevert(error)) throw error
    const raw = revertData(error)
    return raw === undefined || raw === '0x' ? 'it reverts without a reason' : decoded(raw, errors)
  }
}

function decoded(data: Hex, errors: readonly AbiError[]): string {
  try {
    const { errorName, args = [] } = decodeErrorResult({ abi: [...errors], data })
    const texts = (args as readonly unknown[]).map(String)
    if (errorName !== 'Error') return `${errorName}(${texts.join(', ')})`
    const [text = ''] = texts
    const meaning = SAFE_CODES[text]
    return meaning === undefined ? `"${text}"` : `${text} (${meaning})`
  } catch {
    return `error ${data.slice(0, 10)}${data.length > 10 ? ` with ${(data.length - 10) / 2} bytes` : ''}`
  }
}

/** Tell whether an error of an eth_call is the contract's refusal, not the node's. */
export function isRevert(error: unknown): boolean {
  return revertReason(error) !== undefined
}

function revertData(error: unknown): Hex | undefined {
  if (!(error instanceof BaseError)) return undefined
  const holder = error.walk((cause) => cause instanceof Error && 'data' in cause && isHexLike(cause.data))
  return holder !== null && 'data' in holder && isHexLike(holder.data) ? holder.data : undefined
}

function isHexLike(value: unknown): value is Hex {
  return typeof value === 'string' && isHex(value)
}
