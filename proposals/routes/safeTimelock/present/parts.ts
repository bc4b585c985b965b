import type { RoutePart } from '../../routePresentation.js'
import type { SafeTimelockBinding } from '../safeTimelockBinding.js'

/** Parts that a verification tells this route's fields apart by. */
export const safeTimelockParts: readonly RoutePart<SafeTimelockBinding>[] = [
  { part: 'proposal id', fields: /^route\.operation\.salt$/, show: ({ operation }) => operation.salt },
  {
    part: 'calls',
    fields: /^route\.operation\.(targets|values|payloads)\b/,
    show: ({ operation }) => `${operation.targets.length} calls`,
  },
  {
    part: 'timelock operation',
    fields: /^route\.(operation|timelock|execution|cancellation)\b/,
    show: ({ operation }) => operation.id,
  },
  {
    part: 'hashes',
    fields: /^route\.(rounds\.\d+|rejection)\.hashes\b/,
    show: ({ rounds }) => rounds.map(({ hashes }) => hashes.safeTxHash).join(', '),
  },
  {
    part: 'Safe transaction',
    fields: /^route\.(rounds|rejection|safe)\b/,
    show: ({ rounds }) => rounds.map(({ purpose, transaction }) => `${purpose} with nonce ${transaction.nonce}`).join(', '),
  },
]
