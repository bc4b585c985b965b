/** One figure of a benchmark, as measured in this run. The first five fields are what `--json` writes. */
export interface Measure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** Limit that the value is held against, in the same unit; null where the figure is only for information. */
  readonly goal: number | null
  /** Whether the goal was met; null where there is none. */
  readonly met: boolean | null
  /** Smallest and largest sample, where `value` is the median of several. */
  readonly range?: { readonly min: number; readonly max: number }
}

/** Smallest and largest of several samples, and their median. */
export interface Sampled {
  readonly value: number
  readonly range: { readonly min: number; readonly max: number }
}

interface Figure {
  readonly name: string
  readonly unit: string
  /** One value, or the median and range of several. */
  readonly value: number | Sampled
}

/** Hold a figure against a limit that it has to stay under. */
export function below(figure: Figure & { readonly goal: number }): Measure {
  const measure = unjudged(figure)
  return { ...measure, goal: figure.goal, met: measure.value < figure.goal }
}

/** Hold a figure against a limit that it may reach and not pass. */
export function atMost(figure: Figure & { readonly goal: number }): Measure {
  const measure = unjudged(figure)
  return { ...measure, goal: figure.goal, met: measure.value <= figure.goal }
}

/** Hold a figure against a limit that it has to reach. */
export function atLeast(figure: Figure & { readonly goal: number }): Measure {
  const measure = unjudged(figure)
  return { ...measure, goal: figure.goal, met: measure.value >= figure.goal }
}

/** Report a figure that has no goal. */
export function unjudged({ name, unit, value }: Figure): Measure {
  if (typeof value === 'number') return { name, value, unit, goal: null, met: null }
  return { name, value: value.value, unit, goal: null, met: null, range: value.range }
}
