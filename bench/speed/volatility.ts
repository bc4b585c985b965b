import { fitGarch, type GarchFit, type GarchSpec } from '../../models/volatility/garch/fitGarch.js'
import { garchLogLikelihood } from '../../models/volatility/garch/garchLogLikelihood.js'
import { toSlots } from '../../models/volatility/garch/garchSpec.js'
import { garchSample } from '../../models/volatility/garch/garchSample.js'
import { atMost, type Measure } from '../measure.js'
import { benchmarkReturns, DM_GBP } from './dem2gbp.js'
import { timed } from './timed.js'

/** Fits take the rounds before until the compiler has optimised what they call. */
const TIMING = { runs: 21, warmUps: 60 }
const LIKELIHOODS = 1000
const WINDOW = 1000
const STEP = 20
const REFITS = 49

const PUBLISHED_NORMAL = -1106.607881041289
const PUBLISHED_STUDENT = -989.77444772

const NORMAL: GarchSpec = { family: 'garch', innovations: 'normal', initialisation: 'sampleVariance' }
const STUDENT: GarchSpec = { ...NORMAL, innovations: 'studentT' }

/**
 * Time fits of GARCH(1,1): the goals are fractions of what Python's arch takes on the same machine, and of numba for the likelihood.
 *
 * What is timed has to end at the same likelihood: warm refits are held against cold ones, and likelihoods without gradient against
 * the fit's own.
 */
export async function measure(): Promise<readonly Measure[]> {
  const { label, returns } = benchmarkReturns()
  const n = returns.length
  const normal = fitGarch({ returns, spec: NORMAL })
  return [
    ...published(label, normal, fitGarch({ returns, spec: STUDENT })),
    atMost({
      name: `GARCH-N fit, ${label}, ${n}`,
      unit: 'ms',
      value: await timed(() => fitGarch({ returns, spec: NORMAL }), TIMING),
      goal: 4,
    }),
    atMost({
      name: `GARCH-t fit, ${label}, ${n}`,
      unit: 'ms',
      value: await timed(() => fitGarch({ returns, spec: STUDENT }), TIMING),
      goal: 8,
    }),
    ...(await rolling(returns)),
    ...(await likelihoods(returns, normal)),
  ]
}

/** What is timed ends at the published likelihoods, or above: those are of the one data set. */
function published(label: string, normal: GarchFit, student: GarchFit): Measure[] {
  if (label !== DM_GBP) return []
  return [
    atMost({
      name: 'GARCH-N: relative gap of its log likelihood to the benchmark of Fiorentini, Calzolari and Panattoni',
      unit: '',
      value: Math.abs(normal.logLikelihood / PUBLISHED_NORMAL - 1),
      goal: 1e-8,
    }),
    atMost({
      name: "GARCH-t: by how much its log likelihood falls short of the reference's",
      unit: '',
      value: Math.max(0, PUBLISHED_STUDENT - student.logLikelihood),
      goal: 1e-8,
    }),
  ]
}

async function rolling(returns: Float64Array): Promise<Measure[]> {
  const windows = Array.from({ length: REFITS }, (_, k) => returns.subarray(k * STEP, k * STEP + WINDOW))
  const refit = (): GarchFit[] => {
    const fits: GarchFit[] = []
    for (const window of windows) {
      const previous = fits.at(-1)
      fits.push(fitGarch({ returns: window, spec: STUDENT, ...(previous === undefined ? {} : { start: previous.parameters }) }))
    }
    return fits
  }
  const warm = refit()
  const gaps = windows.map((window, k) =>
    Math.abs(fitGarch({ returns: window, spec: STUDENT }).logLikelihood - (warm[k] as GarchFit).logLikelihood),
  )
  return [
    atMost({ name: `${REFITS} rolling GARCH-t refits of ${WINDOW}`, unit: 'ms', value: await timed(refit, TIMING), goal: 200 }),
    atMost({ name: 'largest gap of their log likelihoods to cold fits', unit: '', value: Math.max(...gaps), goal: 1e-8 }),
  ]
}

async function likelihoods(returns: Float64Array, { parameters, logLikelihood }: GarchFit): Promise<Measure[]> {
  const sample = garchSample({ returns, innovations: 'normal', initialisation: 'sampleVariance' })
  const { unit } = sample
  const theta = toSlots({ ...parameters, mu: parameters.mu / unit, omega: parameters.omega / unit ** 2 })
  const gap = Math.abs(garchLogLikelihood(sample, theta) - returns.length * Math.log(unit) - logLikelihood)
  const evaluate = () => {
    let sum = 0
    for (let k = 0; k < LIKELIHOODS; k++) sum += garchLogLikelihood(sample, theta)
    return sum
  }
  return [
    atMost({
      name: `${LIKELIHOODS} GARCH likelihoods of ${returns.length}`,
      unit: 'ms',
      value: await timed(evaluate, TIMING),
      goal: 10.9,
    }),
    atMost({ name: "gap of that log likelihood to the fit's", unit: '', value: gap, goal: 1e-8 }),
  ]
}
