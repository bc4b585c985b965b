import type { Hex } from 'viem'
import { PlimsollError } from '../../core/errors/plimsollError.js'

/** The store holds nothing under a claim's hash. */
export class EvidenceMissing extends PlimsollError {
  readonly code = 'EVIDENCE_MISSING'
  readonly file: string
  readonly sha256: Hex

  constructor(file: string, sha256: Hex) {
    super({
      shortMessage: `There is no evidence under ${sha256}.`,
      metaMessages: [
        `Looked for ${file}.`,
        'Point evidence.folder of the configuration at the folder that the value was stored in, or run the recalibration again.',
      ],
    })
    this.file = file
    this.sha256 = sha256
  }
}
