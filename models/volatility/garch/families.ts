import { egarchFamily } from './egarchFamily.js'
import { garchFamily, gjrFamily } from './garchFamily.js'
import type { VarianceFamily } from './varianceFamily.js'

/** Conditional variance models by name. */
export const FAMILIES = {
  garch: garchFamily,
  gjr: gjrFamily,
  egarch: egarchFamily,
} as const satisfies Record<string, VarianceFamily>

export type FamilyName = keyof typeof FAMILIES
