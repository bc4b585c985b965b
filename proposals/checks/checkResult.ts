import { z } from 'zod'

/** What one check says. An `error` stops the proposal. */
export const checkResultSchema = z.strictObject({
  check: z.string(),
  severity: z.enum(['info', 'warning', 'error']),
  message: z.string(),
})

/** @see checkResultSchema */
export type CheckResult = z.infer<typeof checkResultSchema>
