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
