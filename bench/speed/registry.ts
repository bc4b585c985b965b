import type { Registry } from '../registry.js'

/** What `npm run bench:speed` runs, in this order: one line a piece, `name: async () => (await import('./file.js')).measure()`. */
export const SPEED_PIECES: Registry = {
  volatility: async () => (await import('./volatility.js')).measure(),
  scenarios: async () => (await import('./scenarios.js')).measure(),
}
