import type { Registry } from '../registry.js'

/** What `npm run bench:models` runs, in this order. */
export const MODEL_PIECES: Registry = {
  volatility: async () => (await import('./volatility.js')).measure(),
  implied: async () => (await import('./implied.js')).measure(),
  'bad-bars': async () => (await import('./badBars.js')).measure(),
  coverage: async () => (await import('./coverage.js')).measure(),
  tails: async () => (await import('./tails.js')).measure(),
  correlation: async () => (await import('./correlation.js')).measure(),
  'bad-debt': async () => (await import('./badDebt.js')).measure(),
  'band-gate': async () => (await import('./bandGate.js')).measure(),
  policy: async () => (await import('./policy.js')).measure(),
}
