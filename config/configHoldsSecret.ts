import { PlimsollError } from '../core/errors/plimsollError.js'

/** The configuration file holds what looks like a secret. The value is never repeated. */
export class ConfigHoldsSecret extends PlimsollError {
  readonly code = 'CONFIG_HOLDS_SECRET'
  readonly file: string
  readonly path: string
  readonly line: number

  constructor(file: string, { path, line, looksLike }: { path: string; line: number; looksLike: string }) {
    super({
      shortMessage: `${file}:${line}: ${path} looks like ${looksLike}, and the configuration must hold no secret.`,
      metaMessages: [
        'Put the value into an environment variable and write the NAME of the variable here.',
        'If the file was shared or committed, take the key out of use: it is no secret any more.',
      ],
    })
    this.file = file
    this.path = path
    this.line = line
  }
}
