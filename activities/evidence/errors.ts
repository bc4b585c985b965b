import type { Hex } from 'viem'
import { PlimsollError } from '../../core/errors/plimsollError.js'

/** Stored evidence is not what was stored: its bytes no longer hash to its name, or the claim contradicts them. */
export class EvidenceAltered extends PlimsollError {
  readonly code = 'EVIDENCE_ALTERED'
  readonly file: string
  readonly storedHash: Hex
  readonly computedHash: Hex
  /** Length of the stored bytes. */
  readonly computedBytes: number

  constructor(file: string, stored: { hash: Hex; bytes?: number }, computed: { hash: Hex; bytes: number }) {
    super({
      shortMessage: `Evidence ${file} was altered: it is stored under ${stored.hash} but hashes to ${computed.hash}.`,
      metaMessages: [
        `Bytes: ${computed.bytes}${stored.bytes === undefined ? '' : `, ${stored.bytes} by the claim`}.`,
        'Nothing that rests on it may be signed. Restore the file from a backup, or remove it and run the recalibration again.',
      ],
    })
    this.file = file
    this.storedHash = stored.hash
    this.computedHash = computed.hash
    this.computedBytes = computed.bytes
  }
}

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
