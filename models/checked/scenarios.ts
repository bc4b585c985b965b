// What `plimsoll/models` exports of scenarios: each function looks at its arguments first. What a number may be is said by the function.
import { z } from 'zod'
import { anyNumber, checked, columns, numbers } from '../../core/checked.js'
import { correlatedPaths as correlatedPathsUnchecked } from '../scenarios/correlatedPaths.js'
import { jointScenarios as jointScenariosUnchecked } from '../scenarios/jointScenarios.js'
import { shape } from './shapes.js'

const pathModel = shape({
  dailyVolatilities: numbers,
  dailyDrifts: numbers.optional(),
  correlation: columns,
  increments: z.discriminatedUnion('kind', [
    shape({ kind: z.literal('normal') }),
    shape({ kind: z.literal('studentT'), degreesOfFreedom: anyNumber }),
  ]),
  horizonHours: anyNumber,
  steps: anyNumber,
  seed: anyNumber,
})
export const correlatedPaths = checked(correlatedPathsUnchecked, { model: pathModel, count: anyNumber })
export const jointScenarios = checked(jointScenariosUnchecked, {
  inputs: shape({
    dailyVolatilities: numbers,
    correlation: columns,
    degreesOfFreedom: anyNumber,
    horizonHours: anyNumber,
    count: anyNumber,
    seed: anyNumber,
  }),
})
