import { PlimsollError } from '../core/errors/plimsollError.js'

/** One thing wrong with a configuration file. */
export interface ConfigProblem {
  /** Keys and indices from the root, joined by dots; empty for the file as a whole. */
  readonly path: string
  /** Counted from 1. */
  readonly line: number
  /** What is wrong, the value and the limit. */
  readonly message: string
  /** What to write instead, or null. */
  readonly hint: string | null
}

/** The configuration file has unknown keys, missing keys or values out of their limits. */
export class ConfigInvalid extends PlimsollError {
  readonly code = 'CONFIG_INVALID'
  readonly file: string
  readonly problems: readonly ConfigProblem[]

  constructor(file: string, problems: readonly ConfigProblem[]) {
    super({
      shortMessage: `The configuration file ${file} is not valid: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}.`,
      metaMessages: problems.map(
        ({ path, line, message, hint }) =>
          `${file}:${line}: ${path || '(whole file)'} ${message}${hint === null ? '.' : hint.endsWith('?') ? `; ${hint}` : `; ${hint}.`}`,
      ),
    })
    this.file = file
    this.problems = problems
  }
}
