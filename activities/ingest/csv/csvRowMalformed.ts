import { PlimsollError } from '../../../core/errors/plimsollError.js'

/** A row of a CSV file cannot be split into the header's columns: too few, too many, a quote left open. */
export class CsvRowMalformed extends PlimsollError {
  readonly code = 'CSV_ROW_MALFORMED'
  readonly file: string
  readonly line: number

  constructor(file: string, line: number, reason: string) {
    super({
      shortMessage: `${file}:${line}: the row is malformed: ${reason}.`,
      metaMessages: ['Correct the row; a comma within a value needs quotes around the value.'],
    })
    this.file = file
    this.line = line
  }
}
