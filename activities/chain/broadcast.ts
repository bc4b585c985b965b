import type { Hex, PublicClient } from 'viem'

// Words of geth, Erigon, Nethermind, Besu, reth and anvil: the JSON-RPC code is the same for all refusals.
const ALREADY_SENT = ['already known', 'already imported', 'nonce too low', 'known transaction', 'alreadyknown']
const UNDERPRICED = [
  'underpriced',
  'max fee per gas less than block base fee',
  'fee cap less than block base fee',
  'fee too low',
  'feetoolow',
]
const REFUSED = [
  'insufficient funds',
  'insufficientfunds',
  'upfront cost exceeds account balance',
  'intrinsic gas',
  'block gas limit',
  'gas limit too high',
  'gaslimitexceeded',
]

/**
 * Hand signed bytes to a node. Bytes that it has already, or whose nonce is used, count as sent: the receipt tells.
 *
 * @returns `underpriced` when the node takes the bytes only with a higher fee
 * @throws what viem throws for any other refusal; `isRefused` tells those that stay
 */
export async function broadcast(client: PublicClient, raw: Hex): Promise<'sent' | 'underpriced'> {
  try {
    await client.sendRawTransaction({ serializedTransaction: raw })
    return 'sent'
  } catch (error) {
    if (says(error, ALREADY_SENT)) return 'sent'
    if (says(error, UNDERPRICED)) return 'underpriced'
    throw error
  }
}

/** Tell whether a node takes the bytes never, or not before the sender has funds. */
export function isRefused(error: unknown): boolean {
  return says(error, REFUSED)
}

function says(error: unknown, phrases: readonly string[]): boolean {
  const text = error instanceof Error ? `${error.message} ${String(error.cause ?? '')}`.toLowerCase() : ''
  return phrases.some((phrase) => text.includes(phrase))
}
