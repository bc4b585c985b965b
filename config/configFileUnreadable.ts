import { PlimsollError } from '../core/errors/plimsollError.js'

/** The configuration file is not there, or may not be read. */
export class ConfigFileUnreadable extends PlimsollError {
  readonly code = 'CONFIG_FILE_UNREADABLE'
  readonly file: string

  constructor(file: string, cause: unknown) {
    const { code } = cause as NodeJS.ErrnoException
    super({
      shortMessage: `The configuration file ${file} cannot be read: ${code ?? String(cause)}.`,
      metaMessages: ['Name an existing file, or start from a copy of examples/local.yaml or examples/ethereum-mainnet.yaml.'],
      cause,
    })
    this.file = file
  }
}
