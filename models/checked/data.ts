// What `plimsoll/models` exports of data: each function looks at its arguments first. What a number may be is said by the function.
import { z } from 'zod'
import { checked, numbers } from '../../core/checked.js'
import { impliedLimitsSchema } from '../data/impliedConfig.js'
import { impliedSeriesSchema } from '../data/impliedSeries.js'
import { logReturns as logReturnsUnchecked } from '../data/logReturns.js'
import { assessMarket as assessMarketUnchecked } from '../quality/assessMarket.js'
import { qualityConfigSchema } from '../quality/qualityConfig.js'
import { barSeries, shape, text } from './shapes.js'

const assetInput = shape({
  asset: text,
  series: z.array(barSeries),
  failures: z.array(shape({ source: text, message: text })),
  implied: z
    .array(
      z.union([
        shape({ source: text, limits: impliedLimitsSchema, series: impliedSeriesSchema }),
        shape({ source: text, limits: impliedLimitsSchema, failure: text }),
      ]),
    )
    .optional(),
})
export const assessMarket = checked(assessMarketUnchecked, {
  input: shape({ market: text, asOf: text, assets: z.array(assetInput), config: qualityConfigSchema }),
})
export const logReturns = checked(logReturnsUnchecked, { prices: numbers })
