import { christoffersenIndependence } from './christoffersenIndependence.js'
import { conditionalCoverage } from './conditionalCoverage.js'
import { countViolations } from './countViolations.js'
import type { CoverageSample } from './coverageSample.js'
import { dynamicQuantile } from './dynamicQuantile.js'
import { kupiec } from './kupiec.js'
import type { TestResult } from './testResult.js'
import { transitionCounts } from './transitionCounts.js'

/** A test of coverage: forecasts and outcomes in, statistic and p-value out. */
export type CoverageTest = (sample: CoverageSample) => TestResult

/** Every test of coverage by name. A new one is one file and one line here. */
export const coverageTests = {
  unconditional: ({ violations, violationProbability }) =>
    kupiec({ observations: violations.length, violations: countViolations(violations), violationProbability }),
  independence: ({ violations }) => christoffersenIndependence(transitionCounts(violations)),
  conditional: (sample) => conditionalCoverage(sample),
  dynamicQuantile: (sample) => dynamicQuantile(sample),
} as const satisfies Record<string, CoverageTest>

/** Name of a test of coverage. */
export type CoverageTestName = keyof typeof coverageTests
