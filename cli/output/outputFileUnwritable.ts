import { PlimsollError } from '../../core/errors/plimsollError.js'

/** The system's codes in words. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system takes no writes',
  ENOSPC: 'there is no space left',
  EDQUOT: 'the quota is used up',
  EISDIR: 'it is a folder',
  ENOTDIR: 'part of its path is a file',
  ENOENT: 'its folder does not exist and cannot be made',
  ENAMETOOLONG: 'its name is too long',
}

/** A file that the user wants written cannot be. What stood there before is untouched. */
export class OutputFileUnwritable extends PlimsollError {
  readonly code = 'OUTPUT_FILE_UNWRITABLE'

  constructor(
    readonly file: string,
    cause: unknown,
  ) {
    const { code, message } = cause as NodeJS.ErrnoException
    const reason = code === undefined ? message : `${REASONS[code] ?? 'the system refuses'} (${code})`
    super({
      shortMessage: `${file} cannot be written: ${reason}.`,
      metaMessages: ['Name a path on a disk with space where this user may write. Nothing was written.'],
      cause,
    })
  }
}
