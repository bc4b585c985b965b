import { PlimsollError } from '../../core/errors/plimsollError.js'

/** Run something on hostile input: what it returns, or null where it refuses with an error of Plimsoll; any other error is a defect. */
export function orTyped<T>(run: () => T): T | null {
  try {
    return run()
  } catch (error) {
    if (error instanceof PlimsollError) return null
    throw error
  }
}
