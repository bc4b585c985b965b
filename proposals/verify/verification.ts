/** What verification can say of one part. */
export const VERDICTS = {
  equal: 'as stored: its hash, and what was computed again',
  differs: 'computed again, it is not what is stored',
  altered: 'the stored bytes do not hash to their name',
  missing: 'nothing is stored under its hash',
  invalid: 'the stored value is not of the form that it must have',
  notComputed: 'not computed, since a part that it rests on is not there',
} as const

/** @see VERDICTS */
export type Verdict = keyof typeof VERDICTS

/** One place where a stored value is not the computed one, both as JSON. */
export interface Difference {
  /** Such as `assets.0.proposed.ltBps`; empty for the value as a whole. */
  readonly path: string
  readonly stored: string
  readonly computed: string
}

/** What was found about one part of a proposal or its evidence. */
export interface VerifiedPart {
  /** Such as `bars of WETH from spot`, `snapshot`, `timelock operation`. */
  readonly part: string
  readonly verdict: Verdict
  /** What the stored side says: a file's hash, an id, or the hash that the bytes have. */
  readonly stored: string | null
  readonly computed: string | null
  /** Why, in one sentence; empty where it is equal. */
  readonly message: string
  readonly differences: readonly Difference[]
}

/** What became of verifying a proposal. */
export interface Verification {
  /** Computed from the evidence; null when it could not be. */
  readonly proposalId: string | null
  readonly isEqual: boolean
  readonly parts: readonly VerifiedPart[]
}

/** Conclude from the parts: equal only when every one is. */
export function verificationOf(proposalId: string | null, parts: readonly VerifiedPart[]): Verification {
  return { proposalId, isEqual: proposalId !== null && parts.every(({ verdict }) => verdict === 'equal'), parts }
}
