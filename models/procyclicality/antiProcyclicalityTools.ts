import { bufferedMargins } from './bufferedMargins.js'
import { flooredMargins } from './flooredMargins.js'
import { stressWeightedMargins } from './stressWeightedMargins.js'

/** A history of margins and what the tools may set against it. */
export interface MarginHistory {
  /** n calculated margins, positive, ascending in time. */
  readonly margins: ArrayLike<number>
  /** Margin of the stressed period, positive. */
  readonly stressedMargin: number
  /** n margins from long-run volatility, positive. */
  readonly floors: ArrayLike<number>
}

/** Every tool against procyclical margins by name, at the least that the regulation asks for. A new one is one file and one line here. */
export const antiProcyclicalityTools = {
  none: ({ margins }) => Float64Array.from(margins),
  buffer: ({ margins }) => bufferedMargins(margins),
  stressedWeight: ({ margins, stressedMargin }) => stressWeightedMargins(margins, stressedMargin),
  floor: ({ margins, floors }) => flooredMargins(margins, floors),
} as const satisfies Record<string, (history: MarginHistory) => Float64Array>

/** Name of a tool against procyclical margins. */
export type AntiProcyclicalityToolName = keyof typeof antiProcyclicalityTools
