import type { Measure } from './measure.js'

/** Benchmarks by the name that chooses them, each loaded only when it is run. */
export type Registry = Readonly<Record<string, () => Promise<readonly Measure[]>>>

/** What `npm run bench` runs, in this order. */
export const BENCHMARKS: Registry = {
  trigger: async () => (await import('./trigger.js')).measure(),
  memory: async () => (await import('./memory.js')).measure(),
  events: async () => (await import('./events.js')).measure(),
  simulation: async () => (await import('./simulation.js')).measure(),
  verification: async () => (await import('./verification.js')).measure(),
  bundle: async () => (await import('./bundle.js')).measure(),
  kills: async () => (await import('./kills.js')).measure(),
  'quick-start': async () => (await import('./quickStart.js')).measure(),
}
