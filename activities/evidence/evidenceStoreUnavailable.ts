import { PlimsollError } from '../../core/errors/plimsollError.js'

/** The store itself failed: no permission, no space, no such device. */
export class EvidenceStoreUnavailable extends PlimsollError {
  readonly code = 'EVIDENCE_STORE_UNAVAILABLE'
  override readonly retryable = true
  readonly file: string

  constructor(action: 'read' | 'write', file: string, cause: unknown) {
    const reason = (cause as NodeJS.ErrnoException).code ?? String(cause)
    super({
      shortMessage: `Evidence ${file} could not be ${action === 'read' ? 'read' : 'written'}: ${reason}.`,
      metaMessages: [
        'Check that evidence.folder of the configuration exists on a disk with space, and that this user may write there.',
      ],
      cause,
    })
    this.file = file
  }
}
