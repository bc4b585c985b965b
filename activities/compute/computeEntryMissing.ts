import { PlimsollError } from '../../core/errors/plimsollError.js'

/** The compiled program of the compute threads is not there. */
export class ComputeEntryMissing extends PlimsollError {
  readonly code = 'COMPUTE_ENTRY_MISSING'

  constructor(readonly entry: string) {
    super({
      shortMessage: `The program of the compute threads is missing: ${entry}.`,
      metaMessages: ['Compile the sources (npm run build), or install Plimsoll again.'],
    })
  }
}
