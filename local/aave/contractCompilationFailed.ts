import { PlimsollError } from '../../core/errors/plimsollError.js'

/** The protocol's contracts could not be compiled on this machine. */
export class ContractCompilationFailed extends PlimsollError {
  readonly code = 'CONTRACT_COMPILATION_FAILED'

  constructor(what: string, output: string) {
    super({
      shortMessage: `${what} could not be compiled.`,
      metaMessages: [
        ...output.trim().split('\n').slice(-12),
        'Its sources are development dependencies, since their licence does not let Plimsoll ship them.',
        'Remedy: run `npm install` with development dependencies (not --omit=dev) in the project folder, and try again.',
      ],
    })
  }
}
