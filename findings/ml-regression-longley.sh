#!/usr/bin/env bash
# ml-regression 6.3.0 fits NIST's Longley data (16 rows, 6 columns, raw units) by the normal equations. NIST certifies an intercept of
# -3482258.63459582; the fit returns a number with no right digit, without an error or a hint at the condition. Scaling the columns first helps.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ml-regression@6.3.0
cat > longley.mjs <<'JS'
import { createRequire } from 'node:module'
const { MultivariateLinearRegression } = createRequire(import.meta.url)('ml-regression')
// NIST StRD, dataset Longley: employment, then price deflator, GNP, unemployed, armed forces, population, year.
const rows = [
  [60323, 83.0, 234289, 2356, 1590, 107608, 1947], [61122, 88.5, 259426, 2325, 1456, 108632, 1948],
  [60171, 88.2, 258054, 3682, 1616, 109773, 1949], [61187, 89.5, 284599, 3351, 1650, 110929, 1950],
  [63221, 96.2, 328975, 2099, 3099, 112075, 1951], [63639, 98.1, 346999, 1932, 3594, 113270, 1952],
  [64989, 99.0, 365385, 1870, 3547, 115094, 1953], [63761, 100.0, 363112, 3578, 3350, 116219, 1954],
  [66019, 101.2, 397469, 2904, 3048, 117388, 1955], [67857, 104.6, 419180, 2822, 2857, 118734, 1956],
  [68169, 108.4, 442769, 2936, 2798, 120445, 1957], [66513, 110.8, 444546, 4681, 2637, 121950, 1958],
  [68655, 112.6, 482704, 3813, 2552, 123366, 1959], [69564, 114.2, 502601, 3931, 2514, 125368, 1960],
  [69331, 115.7, 518173, 4806, 2572, 127852, 1961], [70551, 116.9, 554894, 4007, 2827, 130081, 1962],
]
const fit = new MultivariateLinearRegression(rows.map(([, ...x]) => x), rows.map(([y]) => [y]))
const intercept = fit.weights.at(-1)[0]
const certified = -3482258.63459582
const digits = -Math.log10(Math.abs(intercept - certified) / Math.abs(certified))
console.log(`ml-regression 6.3.0 on Longley: intercept ${intercept}, certified ${certified}, right digits ${Math.max(0, digits).toFixed(1)}`)
if (digits >= 1) throw new Error('The behaviour changed: the intercept has right digits now.')
JS
node longley.mjs
