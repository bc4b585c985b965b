import { PlimsollError } from '../../../core/errors/plimsollError.js'

/** A CSV file is not there, may not be read, or is no whole gzip file. */
export class CsvFileUnreadable extends PlimsollError {
  readonly code = 'CSV_FILE_UNREADABLE'
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
