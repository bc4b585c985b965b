import type { CorrelationEstimator } from './correlationModel.js'
import { correlationOf, sampleCorrelation, varyingColumns } from './correlationOf.js'
import { dynamicConditionalCorrelation } from './dynamicConditionalCorrelation.js'
import { ewmaCorrelation } from './ewmaCorrelation.js'
import { ledoitWolf, ledoitWolfConstantCorrelation } from './ledoitWolf.js'
import { marchenkoPastur } from './marchenkoPastur.js'
import { staticCorrelation } from './staticCorrelation.js'

/** Every correlation estimator by name. A new one is one file and one line here. */
export const correlationEstimators = {
  sample: (columns) => staticCorrelation(sampleCorrelation(columns)),
  ewma: (columns, { lambda = 0.97 } = {}) => staticCorrelation(ewmaCorrelation(columns, lambda)),
  dcc: (columns) => dynamicConditionalCorrelation(columns),
  ledoitWolf: (columns) => staticCorrelation(correlationOf(ledoitWolf(varyingColumns(columns, 2)).covariance)),
  ledoitWolfConstantCorrelation: (columns) => staticCorrelation(ledoitWolfConstantCorrelation(columns).covariance),
  marchenkoPastur: (columns) =>
    staticCorrelation(marchenkoPastur(sampleCorrelation(columns), Math.max(1, columns[0]?.length ?? 1))),
} as const satisfies Record<string, CorrelationEstimator>

/** Name of a correlation estimator. */
export type CorrelationEstimatorName = keyof typeof correlationEstimators
