const WIDTH = 860
const HEIGHT = 420
const MARGIN = { top: 46, right: 44, bottom: 74, left: 74 }
const COLOURS = ['#1f5fa8', '#c0392b', '#8a8a8a', '#2e8b57']

/** One line of a plot. */
export interface PlotLine {
  readonly label: string
  /** Points in ascending x; null y leaves a hole. */
  readonly points: readonly (readonly [x: number, y: number | null])[]
  /** Whether a value holds until the next point. */
  readonly isStep?: boolean
  /** Interval of each point, shaded; one an entry of `points`. */
  readonly band?: readonly (readonly [low: number, high: number])[]
}

/** A single point with an interval around it. */
export interface PlotMark {
  readonly label: string
  readonly x: number
  readonly y: number
  readonly low: number
  readonly high: number
}

/** A plot of lines over numbers or instants. */
export interface LinePlot {
  readonly title: string
  readonly xLabel: string
  readonly yLabel: string
  /** Whether x are milliseconds since the epoch. */
  readonly isTime?: boolean
  readonly lines: readonly PlotLine[]
  readonly marks?: readonly PlotMark[]
}

/** Draw a plot as an SVG document: axes with round ticks, lines, marks with intervals, a legend below. */
export function linePlot({ title, xLabel, yLabel, isTime = false, lines, marks = [] }: LinePlot): string {
  const xs = [...lines.flatMap(({ points }) => points.map(([x]) => x)), ...marks.map(({ x }) => x)]
  const ys = [
    ...lines.flatMap(({ points, band = [] }) => [...points.flatMap(([, y]) => (y === null ? [] : [y])), ...band.flat()]),
    ...marks.flatMap(({ y, low, high }) => [y, low, high]),
  ]
  const xAxis = axis(xs, [MARGIN.left, WIDTH - MARGIN.right], isTime)
  const yAxis = axis(ys, [HEIGHT - MARGIN.bottom, MARGIN.top], false)
  const [bottom, top, left, right] = [HEIGHT - MARGIN.bottom, MARGIN.top, MARGIN.left, WIDTH - MARGIN.right]
  const parts = [
    text({ x: left, y: 24, content: title, attributes: 'font-size="16" font-weight="bold"' }),
    ...yAxis.ticks.flatMap(({ at, label }) => [
      `<line x1="${left}" y1="${at}" x2="${right}" y2="${at}" stroke="#e4e4e4"/>`,
      text({ x: left - 8, y: at + 4, content: label, attributes: 'text-anchor="end"' }),
    ]),
    ...xAxis.ticks.flatMap(({ at, label }) => [
      `<line x1="${at}" y1="${bottom}" x2="${at}" y2="${bottom + 5}" stroke="#333"/>`,
      text({ x: at, y: bottom + 19, content: label, attributes: 'text-anchor="middle"' }),
    ]),
    `<polyline points="${left},${top} ${left},${bottom} ${right},${bottom}" fill="none" stroke="#333"/>`,
    text({ x: (left + right) / 2, y: bottom + 38, content: xLabel, attributes: 'text-anchor="middle"' }),
    text({
      x: 18,
      y: (top + bottom) / 2,
      content: yLabel,
      attributes: `text-anchor="middle" transform="rotate(-90 18 ${(top + bottom) / 2})"`,
    }),
    ...lines.flatMap((line, i) =>
      line.band === undefined
        ? []
        : [`<path d="${areaOf(line.points, line.band, xAxis.scale, yAxis.scale)}" fill="${colour(i)}" fill-opacity="0.15"/>`],
    ),
    ...lines.map(
      (line, i) => `<path d="${pathOf(line, xAxis.scale, yAxis.scale)}" fill="none" stroke="${colour(i)}" stroke-width="1.8"/>`,
    ),
    ...marks.flatMap(({ x, y, low, high }, i) => {
      const [at, stroke] = [xAxis.scale(x), colour(lines.length + i)]
      return [
        `<line x1="${at}" y1="${yAxis.scale(low)}" x2="${at}" y2="${yAxis.scale(high)}" stroke="${stroke}" stroke-width="2"/>`,
        `<circle cx="${at}" cy="${yAxis.scale(y)}" r="5" fill="${stroke}"/>`,
      ]
    }),
    ...legend([...lines, ...marks].map(({ label }) => label)),
  ]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="sans-serif" font-size="12" fill="#222">`,
    // What a screen reader reads.
    `<title>${escaped(title)}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n')
}

/** Choose round ticks that cover values: steps of 1, 2 or 5 times a power of ten, about `count` of them. */
export function roundTicks(low: number, high: number, count = 6): number[] {
  const raw = (high - low) / count
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= raw) ?? 10) * power
  const first = Math.ceil(low / step - 1e-9)
  const last = Math.floor(high / step + 1e-9)
  return Array.from({ length: last - first + 1 }, (_, k) => Number(((first + k) * step).toPrecision(12)))
}

function axis(values: readonly number[], [from, to]: readonly [number, number], isTime: boolean) {
  const finite = values.filter(Number.isFinite)
  const [least, most] =
    finite.length === 0 ? [0, 1] : [finite.reduce((a, b) => Math.min(a, b)), finite.reduce((a, b) => Math.max(a, b))]
  // A line that is flat, or nearly, still needs a height.
  const size = Math.max(Math.abs(least), Math.abs(most))
  const half = most - least <= 1e-9 * Math.max(size, 1e-6) ? Math.max(size * 0.05, 0.5) : 0
  const pad = isTime ? 0 : (most - least) * 0.04
  const low = least >= 0 ? Math.max(0, least - half - pad) : least - half - pad
  const high = most + half + pad
  const scale = (value: number) => Math.round((from + ((value - low) / (high - low)) * (to - from)) * 100) / 100
  const ticks = isTime ? Array.from({ length: 7 }, (_, k) => low + ((high - low) * k) / 6) : roundTicks(low, high)
  const label = (value: number) => (isTime ? new Date(value).toISOString().slice(0, 10) : String(value))
  return { scale, ticks: ticks.map((value) => ({ at: scale(value), label: label(value) })) }
}

function pathOf({ points, isStep = false }: PlotLine, x: (value: number) => number, y: (value: number) => number): string {
  let isDown = false
  return points
    .map(([px, py]) => {
      if (py === null) {
        // A hole lifts the pen; a step has held its value up to here.
        const held = isDown && isStep ? `H${x(px)}` : ''
        isDown = false
        return held
      }
      const move = isDown ? (isStep ? `H${x(px)}V${y(py)}` : `L${x(px)} ${y(py)}`) : `M${x(px)} ${y(py)}`
      isDown = true
      return move
    })
    .join('')
}

/** Along the lower edge and back along the upper one. */
function areaOf(
  points: PlotLine['points'],
  band: NonNullable<PlotLine['band']>,
  x: (value: number) => number,
  y: (value: number) => number,
): string {
  const edge = (side: 0 | 1) =>
    band.map((interval, i) => `${x((points[i] as PlotLine['points'][number])[0])} ${y(interval[side])}`)
  return band.length === 0 ? '' : `M${[...edge(0), ...edge(1).reverse()].join('L')}Z`
}

function legend(labels: readonly string[]): string[] {
  const step = (WIDTH - MARGIN.left - MARGIN.right) / Math.max(1, labels.length)
  return labels.flatMap((label, i) => {
    const x = MARGIN.left + i * step
    return [
      `<rect x="${x}" y="${HEIGHT - 20}" width="14" height="4" fill="${colour(i)}"/>`,
      text({ x: x + 20, y: HEIGHT - 14, content: label, attributes: '' }),
    ]
  })
}

function colour(i: number): string {
  return COLOURS[i % COLOURS.length] as string
}

function text({ x, y, content, attributes }: { x: number; y: number; content: string; attributes: string }): string {
  return `<text x="${x}" y="${y}" ${attributes}>${escaped(content)}</text>`
}

function escaped(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
