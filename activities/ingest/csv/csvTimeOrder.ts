import { PlimsollError } from '../../../core/errors/plimsollError.js'

/** Rows of one asset in a CSV file do not stand in ascending time, one bar an interval. */
export class CsvTimeOrder extends PlimsollError {
  readonly code = 'CSV_TIME_ORDER'
  readonly file: string
  readonly line: number
  readonly column: string
  readonly value: string
  readonly problem: 'duplicate' | 'descending' | 'overlapping'

  constructor({ file, line, column, value, problem, symbol, previousMs, interval }: CsvTimeProblem) {
    const previous = new Date(previousMs).toISOString()
    super({
      shortMessage: `${file}:${line}: ${column} is "${value}", ${says[problem](previous, interval)} of ${symbol}.`,
      metaMessages: [remedies[problem]],
    })
    this.file = file
    this.line = line
    this.column = column
    this.value = value
    this.problem = problem
  }
}

/** A row and the row of the same asset before it. */
export interface CsvTimeProblem {
  readonly file: string
  readonly line: number
  readonly column: string
  readonly value: string
  readonly problem: 'duplicate' | 'descending' | 'overlapping'
  readonly symbol: string
  readonly previousMs: number
  readonly interval: string
}

const says = {
  duplicate: (previous: string) => `the same instant (${previous}) as the row before`,
  descending: (previous: string) => `before ${previous}, the row before`,
  overlapping: (previous: string, interval: string) => `less than one bar of ${interval} after ${previous}, the row before`,
}

const remedies = {
  duplicate: 'Remove one of the two rows: which of them is right only their origin tells.',
  descending: "Sort the file by asset and time, ascending; where it holds several assets, map the asset's column.",
  overlapping: "Set the source's interval to the file's (1h or 1d), or give bars of one length only.",
}
