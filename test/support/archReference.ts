import { readFileSync } from 'node:fs'
import type { FamilyName } from '../../models/volatility/garch/families.js'
import type { GarchParameters, Innovations } from '../../models/volatility/garch/garchSpec.js'

/** What Python's arch made of the public series; `test/fixtures/volatility/archReference.py` writes it. */
export interface ArchReference {
  readonly origin: string
  readonly fits: readonly {
    readonly series: 'sp500' | 'dem2gbp'
    readonly family: FamilyName
    readonly innovations: Innovations
    readonly parameters: GarchParameters
    readonly logLikelihood: number
    readonly lastVariance: number
    readonly forecast?: readonly number[]
  }[]
  readonly riskMetrics2006: readonly {
    readonly components: number
    readonly initialVariances: readonly number[]
    readonly variances: Readonly<Record<string, number>>
  }[]
}

/** Read the reference. */
export function archReference(): ArchReference {
  return JSON.parse(readFileSync(new URL('../fixtures/volatility/archReference.json', import.meta.url), 'utf8')) as ArchReference
}
