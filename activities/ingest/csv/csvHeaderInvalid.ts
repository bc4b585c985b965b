import { closestNames } from '../../../core/closestNames.js'
import { PlimsollError } from '../../../core/errors/plimsollError.js'

/** The header of a CSV file lacks a column that the configuration maps, or has it twice. */
export class CsvHeaderInvalid extends PlimsollError {
  readonly code = 'CSV_HEADER_INVALID'
  readonly file: string
  readonly column: string

  constructor(file: string, problem: 'missing' | 'twice', role: string, column: string, header: readonly string[]) {
    const near = problem === 'missing' ? closestNames(column, header) : []
    super({
      shortMessage: `${file}: the column "${column}" (${role}) ${problem === 'missing' ? 'is missing' : 'stands twice'} in the header.`,
      metaMessages: [
        header.length === 0 ? 'The file is empty.' : `The header has: ${header.join(', ')}.`,
        `Map it in the source's columns: ${role}: ${near[0] ?? '<name in the header>'}.`,
      ],
    })
    this.file = file
    this.column = column
  }
}
