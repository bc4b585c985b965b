import { PlimsollError } from '../core/errors/plimsollError.js'

/** The configuration file is not one YAML document. */
export class ConfigSyntaxInvalid extends PlimsollError {
  readonly code = 'CONFIG_SYNTAX_INVALID'
  readonly file: string
  /** Line of the first problem, counted from 1. */
  readonly line: number

  constructor(file: string, problems: readonly { readonly line: number; readonly column: number; readonly message: string }[]) {
    super({
      shortMessage: `The configuration file ${file} is not valid YAML: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}.`,
      metaMessages: [
        ...problems.slice(0, 10).map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`),
        'Mind the indentation (spaces, never tabs) and quote texts that hold ": " or begin with a sign.',
      ],
    })
    this.file = file
    this.line = problems[0]?.line ?? 1
  }
}
