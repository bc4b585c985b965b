import type { Call } from '../call.js'
import type { ExpectedEvent } from '../simulation/expectedEvent.js'
import { aaveV3Target } from './aaveV3/aaveV3Target.js'
import type { Target } from './target.js'

const TARGETS: readonly Pick<Target<never>, 'simulation'>[] = [aaveV3Target]

/** List the events that calls must emit, each by whichever target makes it; a call of none has no expected event. */
export function expectedTargetEvents({ calls, step }: { calls: readonly Call[]; step: string }): ExpectedEvent[] {
  return calls.flatMap((call) => TARGETS.flatMap(({ simulation }) => simulation.expectedEvents({ calls: [call], step })))
}
