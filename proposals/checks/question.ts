import type { CheckResult } from './checkResult.js'

/** One reviewer's question, asked of what the context holds. */
export interface Question<Context> {
  /** Kebab-case name, as the report and the configuration show it. */
  readonly name: string
  /** The question in one sentence. */
  readonly question: string
  run(context: Context): readonly CheckResult[]
}

/** A finding of a check, before it is named. */
export type Objection = Pick<CheckResult, 'severity' | 'message'>

/** What a question is made of. */
export interface QuestionParts<Context> {
  readonly name: string
  readonly question: string
  readonly objections: (context: Context) => readonly Objection[]
  readonly passes: (context: Context) => string
}

/**
 * Make a question from what it objects to, and what it says when there is nothing to object to: silence would read like a check that was not
 * run.
 */
export function defineQuestion<Context>({ name, question, objections, passes }: QuestionParts<Context>): Question<Context> {
  return {
    name,
    question,
    run: (context) => {
      const found = objections(context)
      const results: readonly Objection[] = found.length > 0 ? found : [{ severity: 'info', message: passes(context) }]
      return results.map(({ severity, message }) => ({ check: name, severity, message }))
    },
  }
}

/** Object: the proposal must stop. */
export function error(message: string): Objection {
  return { severity: 'error', message }
}

/** Object: a reviewer must know. */
export function warning(message: string): Objection {
  return { severity: 'warning', message }
}
