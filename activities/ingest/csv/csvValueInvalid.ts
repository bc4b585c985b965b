import { PlimsollError } from '../../../core/errors/plimsollError.js'

/** A cell of a CSV file is no price, no volume or no time. */
export class CsvValueInvalid extends PlimsollError {
  readonly code = 'CSV_VALUE_INVALID'
  readonly file: string
  readonly line: number
  readonly column: string
  readonly value: string

  constructor({ file, line, column, value, limit, remedy }: CsvValueProblem) {
    const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value
    super({ shortMessage: `${file}:${line}: ${column} is "${shown}", and must be ${limit}.`, metaMessages: [remedy] })
    this.file = file
    this.line = line
    this.column = column
    this.value = shown
  }
}

/** Where a cell stands, what it holds, what it must be and what to do. */
export interface CsvValueProblem {
  readonly file: string
  /** Counted from 1, the header included. */
  readonly line: number
  readonly column: string
  readonly value: string
  readonly limit: string
  readonly remedy: string
}
