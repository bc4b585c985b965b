import { closestNames } from '../../../core/closestNames.js'
import { PlimsollError } from '../../../core/errors/plimsollError.js'

/** A CSV source names several assets and no column that tells their rows apart: each would get the same bars. */
export class CsvAssetColumnNeeded extends PlimsollError {
  readonly code = 'CSV_ASSET_COLUMN_NEEDED'
  readonly kind = 'configuration'
  readonly source: string

  constructor(source: string, assets: readonly string[]) {
    super({
      shortMessage: `The source "${source}" names ${assets.length} assets (${assets.join(', ')}) and no asset column.`,
      metaMessages: ['Name the column in columns.asset, or make one source a file with one asset each.'],
    })
    this.source = source
  }
}

/** A CSV file has no row of a symbol that the configuration maps an asset to. */
export class CsvAssetMissing extends PlimsollError {
  readonly code = 'CSV_ASSET_MISSING'
  readonly kind = 'run'
  readonly file: string
  readonly asset: string
  readonly symbol: string

  constructor({ file, asset, symbol, present }: { file: string; asset: string; symbol: string; present: readonly string[] }) {
    const near = closestNames(symbol, present)
    super({
      shortMessage: `${file} has no row of "${symbol}", which the source gives ${asset} as.`,
      metaMessages: [
        `The file has: ${present.slice(0, 20).join(', ') || 'no rows'}${present.length > 20 ? ', …' : ''}.`,
        `Correct the source's symbols (${asset}: ${near[0] ?? '<symbol in the file>'}), or leave ${asset} out of them.`,
      ],
    })
    this.file = file
    this.asset = asset
    this.symbol = symbol
  }
}

/** A CSV file is not there, may not be read, or is no whole gzip file. */
export class CsvFileUnreadable extends PlimsollError {
  readonly code = 'CSV_FILE_UNREADABLE'
  readonly kind = 'run'
  readonly file: string

  constructor(file: string, cause: unknown) {
    const { code, message } = cause as NodeJS.ErrnoException
    super({ shortMessage: `The file ${file} cannot be read: ${code ?? message}.`, metaMessages: [remedy(code)], cause })
    this.file = file
  }
}

function remedy(code: string | undefined): string {
  switch (code) {
    case 'ENOENT':
      return 'Correct the path of the source; it is relative to the folder of the configuration file.'
    case 'EACCES':
    case 'EPERM':
      return 'Give this user the right to read the file.'
    case 'EISDIR':
      return 'Name a file, not a folder.'
    default:
      return 'Give a whole CSV file, plain or gzip: a copy may have been cut short.'
  }
}

/** The header of a CSV file lacks a column that the configuration maps, or has it twice. */
export class CsvHeaderInvalid extends PlimsollError {
  readonly code = 'CSV_HEADER_INVALID'
  readonly kind = 'run'
  readonly file: string
  readonly column: string

  constructor(file: string, problem: 'missing' | 'twice', role: string, column: string, header: readonly string[]) {
    const near = problem === 'missing' ? closestNames(column, header) : []
    super({
      shortMessage: `${file}: the column "${column}" (${role}) ${problem === 'missing' ? 'is missing' : 'is duplicated'} in the header.`,
      metaMessages: [
        header.length === 0 ? 'The file is empty.' : `The header has: ${header.join(', ')}.`,
        `Map it in the source's columns: ${role}: ${near[0] ?? '<name in the header>'}.`,
      ],
    })
    this.file = file
    this.column = column
  }
}

/** A row of a CSV file cannot be split into the header's columns: too few, too many, a quote left open. */
export class CsvRowMalformed extends PlimsollError {
  readonly code = 'CSV_ROW_MALFORMED'
  readonly kind = 'run'
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

/** Rows of one asset in a CSV file do not stand in ascending time, one bar an interval. */
export class CsvTimeOrder extends PlimsollError {
  readonly code = 'CSV_TIME_ORDER'
  readonly kind = 'run'
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

/** A cell of a CSV file is no price, no volume or no time. */
export class CsvValueInvalid extends PlimsollError {
  readonly code = 'CSV_VALUE_INVALID'
  readonly kind = 'run'
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
