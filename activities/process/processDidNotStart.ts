import { PlimsollError } from '../../core/errors/plimsollError.js'

/** A program that the local system needs ended, or said nothing, before it was ready. */
export class ProcessDidNotStart extends PlimsollError {
  readonly code = 'PROCESS_DID_NOT_START'

  constructor(
    readonly program: string,
    reason: string,
    outputTail: string,
  ) {
    super({
      shortMessage: `${program} did not start: ${reason}.`,
      metaMessages: [
        ...(outputTail === ''
          ? ['It printed nothing.']
          : ['Its last output:', ...outputTail.split('\n').map((line) => `  ${line}`)]),
        'Remedy: run the program by hand to see whether it works on this machine; free memory, disk or ports if the output names them.',
      ],
    })
  }
}
