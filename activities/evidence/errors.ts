import type { Hex } from 'viem'
import { PlimsollError } from '../../core/errors/plimsollError.js'

/** Stored evidence is not what was stored: its bytes no longer hash to its name, or the claim contradicts them. */
export class EvidenceAltered extends PlimsollError {
  readonly code = 'EVIDENCE_ALTERED'
  readonly kind = 'failed'
  /** Where it was looked for, as the store says it: a path, an address. */
  readonly place: string
  readonly storedHash: Hex
  readonly computedHash: Hex
  /** Length of the stored bytes. */
  readonly computedBytes: number

  constructor(place: string, stored: { hash: Hex; bytes?: number }, computed: { hash: Hex; bytes: number }) {
    super({
      shortMessage: `Evidence ${place} was altered: it is stored under ${stored.hash} but hashes to ${computed.hash}.`,
      metaMessages: [
        `Bytes: ${computed.bytes}${stored.bytes === undefined ? '' : `, ${stored.bytes} by the claim`}.`,
        'Nothing that rests on it may be signed. Restore it from a backup, or remove it and run the recalibration again.',
      ],
    })
    this.place = place
    this.storedHash = stored.hash
    this.computedHash = computed.hash
    this.computedBytes = computed.bytes
  }
}

/** The store holds nothing under a claim's hash. */
export class EvidenceMissing extends PlimsollError {
  readonly code = 'EVIDENCE_MISSING'
  readonly kind = 'notFound'
  /** Where it was looked for, as the store says it: a path, an address. */
  readonly place: string
  readonly sha256: Hex

  constructor(place: string, sha256: Hex, advice: string) {
    super({
      shortMessage: `The evidence ${sha256} is missing.`,
      metaMessages: [`Looked for ${place}.`, advice],
    })
    this.place = place
    this.sha256 = sha256
  }
}

/** The store itself failed: no permission, no space, no such device. */
export class EvidenceStoreUnavailable extends PlimsollError {
  readonly code = 'EVIDENCE_STORE_UNAVAILABLE'
  readonly kind = 'run'
  override readonly retryable = true
  /** Where it was looked for, as the store says it: a path, an address. */
  readonly place: string

  constructor(action: 'read' | 'write', place: string, { cause, advice }: { cause: unknown; advice: string }) {
    const reason = (cause as NodeJS.ErrnoException).code ?? String(cause)
    super({
      shortMessage: `Evidence ${place} could not be ${action === 'read' ? 'read' : 'written'}: ${reason}.`,
      metaMessages: [advice],
      cause,
    })
    this.place = place
  }
}
