// The models as a library: numbers in, numbers out, no clock, network or disk. After `npm run build`: node examples/models.mjs [AAVE | BTC | ETH | LINK]
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import {
  countViolations,
  filterGarch,
  fitGarch,
  garchCovariance,
  kupiec,
  logReturns,
  tailEstimators,
  valueAtRiskViolations,
} from 'plimsoll/models'

const asset = process.argv[2] ?? 'ETH'
const rows = gunzipSync(readFileSync(new URL('data/spot_daily.csv.gz', import.meta.url)))
  .toString()
  .trim()
  .split('\n')
const closes = rows.filter((row) => row.startsWith(`${asset},`)).map((row) => Number(row.split(',')[5]))
const returns = logReturns(closes)

const spec = { family: 'gjr', innovations: 'studentT', initialisation: 'backcast' }
const fit = fitGarch({ returns, spec })
const { standardErrors } = garchCovariance({ returns, fit, kind: 'qml' })
console.log(`${asset}: GJR-t on ${returns.length} daily returns, log likelihood ${fit.logLikelihood.toFixed(2)}`)
for (const [name, value] of Object.entries(fit.parameters)) {
  console.log(
    `  ${name.padEnd(6)} ${value.toExponential(4)}  (QML standard error ${standardErrors[name]?.toExponential(1) ?? 'at its bound'})`,
  )
}

const { variances, nextVariance } = filterGarch({ returns, fit })
const volatilities = Float64Array.from([...variances, nextVariance], Math.sqrt)
const tail = tailEstimators.mcNeilFrey({ returns, volatilities })
console.log(
  `tomorrow's loss at 99 %: ${tail.valueAtRisk(0.99).toFixed(4)}, and the mean beyond it ${tail.expectedShortfall(0.99).toFixed(4)}`,
)

const inUnits = tail.valueAtRisk(0.99) / volatilities.at(-1)
const violations = countViolations(
  valueAtRiskViolations(
    returns,
    variances.map((variance) => inUnits * Math.sqrt(variance)),
  ),
)
const { pValue } = kupiec({ observations: returns.length, violations, violationProbability: 0.01 })
console.log(
  `in the sample it is exceeded ${violations} times, ${(0.01 * returns.length).toFixed(1)} expected (Kupiec p ${pValue.toFixed(2)})`,
)
