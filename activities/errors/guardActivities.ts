import { toApplicationFailure } from './toApplicationFailure.js'

type Activity = (input: never) => Promise<unknown>

/** Wrap every activity so that whatever it throws leaves as `toApplicationFailure` makes it. */
export function guardActivities<Activities extends Record<string, Activity>>(
  activities: Activities,
  secrets: readonly string[],
): Activities {
  const guarded = Object.entries(activities).map(([name, activity]) => [
    name,
    async (input: never) => {
      try {
        return await activity(input)
      } catch (error) {
        throw toApplicationFailure(error, secrets)
      }
    },
  ])
  return Object.fromEntries(guarded) as Activities
}
