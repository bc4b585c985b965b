import type { ReadBlock, ReadPlan, ReadResult, ReadValue } from './readPlan.js'

type Step<T> = ReadPlan<T> | ReadValue<T>

type PlanResults<Plans extends Readonly<Record<string, ReadPlan<unknown>>>> = {
  -readonly [Name in keyof Plans]: Plans[Name] extends ReadPlan<infer T> ? T : never
}

/** Tell the end of a plan from a further step of it. */
export function isReadValue<T>(step: Step<T>): step is ReadValue<T> {
  return 'value' in step
}

/** Make a plan that reads nothing and gives what `make` returns of the block. */
export function readNothing<T>(make: (block: ReadBlock) => T): ReadPlan<T> {
  return { requests: [], next: (_results, block) => ({ value: make(block) }) }
}

/** Go on from the value of a plan: with another plan at the same block. */
export function thenRead<A, B>(plan: ReadPlan<A>, go: (value: A, block: ReadBlock) => ReadPlan<B>): ReadPlan<B> {
  return {
    requests: plan.requests,
    next: (results, block) => {
      const step = plan.next(results, block)
      return isReadValue(step) ? go(step.value, block) : thenRead(step, go)
    },
  }
}

/** Turn the value of a plan into another value. */
export function mapRead<A, B>(plan: ReadPlan<A>, turn: (value: A, block: ReadBlock) => B): ReadPlan<B> {
  return {
    requests: plan.requests,
    next: (results, block) => {
      const step = plan.next(results, block)
      return isReadValue(step) ? { value: turn(step.value, block) } : mapRead(step, turn)
    },
  }
}

/** Run plans side by side: the first steps of all go out together, then the second steps, until every one has ended. */
export function readAll<T>(plans: readonly ReadPlan<T>[]): ReadPlan<T[]> {
  return stepAll(plans)
}

/** Run named plans side by side; the value holds theirs by the same names. */
export function readEach<Plans extends Readonly<Record<string, ReadPlan<unknown>>>>(plans: Plans): ReadPlan<PlanResults<Plans>> {
  const names = Object.keys(plans)
  return mapRead(
    stepAll(Object.values(plans)),
    (values) => Object.fromEntries(names.map((name, i) => [name, values[i]])) as PlanResults<Plans>,
  )
}

function stepAll<T>(steps: readonly Step<T>[]): ReadPlan<T[]> {
  return {
    requests: steps.flatMap((step) => (isReadValue(step) ? [] : step.requests)),
    next: (results: readonly ReadResult[], block) => {
      let from = 0
      const after = steps.map((step): Step<T> => {
        if (isReadValue(step)) return step
        const own = results.slice(from, from + step.requests.length)
        from += step.requests.length
        return step.next(own, block)
      })
      return after.every(isReadValue) ? { value: after.map((step) => step.value) } : stepAll(after)
    },
  }
}
