import type { Hex } from 'viem'
import { z } from 'zod'
import type { ClaimCheck } from '../../core/claimCheck.js'
import { InvalidInputError } from '../../core/errors/invalidInputError.js'
import type { Verdict } from '../../proposals/verify/verification.js'
import { EvidenceAltered, EvidenceMissing } from './errors.js'
import type { EvidenceStore } from './evidenceStore.js'

/** Stored evidence as it was found: read, or what is wrong with it. */
export interface LoadedPart<T> {
  readonly verdict: Extract<Verdict, 'equal' | 'altered' | 'missing' | 'invalid'>
  /** Of the bytes that were found intact. A claim whose own fields contradict each other is not this one. */
  readonly claim: ClaimCheck | null
  /** Hash that it is stored under, and the one that its bytes have. */
  readonly stored: string | null
  readonly computed: string | null
  readonly message: string
  /** As stored, by no schema; undefined unless the bytes are intact. */
  readonly raw: unknown
  readonly value: T | null
}

/**
 * Read one part of the evidence and say what is wrong with it instead of failing.
 *
 * A claim holds its hash twice; where one was altered, the other still finds the part, and the claim that is returned tells.
 *
 * @param claim - of any form: it may be what was altered.
 * @throws {EvidenceStoreUnavailable} when the store itself fails
 */
export async function loadPart<Schema extends z.ZodType>(
  store: EvidenceStore,
  claim: unknown,
  schema: Schema,
): Promise<LoadedPart<z.output<Schema>>> {
  return loadWith(claim, async (candidate) => {
    const raw = await store.get(candidate, z.unknown())
    const parsed = schema.safeParse(raw)
    if (parsed.success) return { raw, value: parsed.data }
    throw new InvalidInputError('The stored value', parsed.error)
  })
}

/** Read a text of the evidence, as `loadPart` reads a value. */
export function loadText(store: EvidenceStore, claim: unknown): Promise<LoadedPart<string>> {
  return loadWith(claim, async (candidate) => {
    const text = await store.getText(candidate)
    return { raw: text, value: text }
  })
}

async function loadWith<T>(
  claim: unknown,
  read: (candidate: ClaimCheck) => Promise<{ raw: unknown; value: T }>,
): Promise<LoadedPart<T>> {
  const { hashes, bytes } = candidates(claim)
  let failure: LoadedPart<T> = nothing('invalid', null, null, 'its claim holds no SHA-256')
  for (const sha256 of hashes) {
    const found = await attempt({ uri: `evidence:${sha256.slice(2)}`, sha256, bytes }, read)
    if (found.verdict === 'equal') return found
    if (failure.verdict !== 'altered') failure = found
  }
  return failure
}

async function attempt<T>(
  claim: ClaimCheck,
  read: (candidate: ClaimCheck) => Promise<{ raw: unknown; value: T }>,
): Promise<LoadedPart<T>> {
  const { sha256 } = claim
  try {
    return { verdict: 'equal', claim, stored: sha256, computed: sha256, message: '', ...(await read(claim)) }
  } catch (error) {
    if (error instanceof EvidenceMissing) return nothing('missing', sha256, null, `nothing is stored at ${error.place}`)
    if (error instanceof EvidenceAltered) {
      // The bytes are right and the claim's length is not: the claim was altered, not the part.
      const isIntact = error.computedHash === sha256 && error.computedBytes !== claim.bytes
      if (isIntact) return attempt({ ...claim, bytes: error.computedBytes }, read)
      return nothing('altered', sha256, error.computedHash, `${error.place} does not hash to its name`)
    }
    if (error instanceof InvalidInputError) {
      const [issue] = error.issues
      return nothing('invalid', sha256, null, `${issue?.path ?? ''}: ${issue?.message ?? error.shortMessage}`)
    }
    if (error instanceof SyntaxError) return nothing('invalid', sha256, null, 'it is not JSON')
    throw error
  }
}

function nothing<T>(
  verdict: 'altered' | 'missing' | 'invalid',
  stored: string | null,
  computed: string | null,
  message: string,
): LoadedPart<T> {
  return { verdict, claim: null, stored, computed, message, raw: undefined, value: null }
}

function candidates(claim: unknown): { hashes: Hex[]; bytes: number } {
  const { uri, sha256, bytes } = (typeof claim === 'object' && claim !== null ? claim : {}) as Readonly<Record<string, unknown>>
  const fromUri = typeof uri === 'string' ? `0x${uri.slice(-64)}` : ''
  const hashes = [sha256, fromUri].filter((hash): hash is Hex => typeof hash === 'string' && /^0x[0-9a-fA-F]{64}$/.test(hash))
  return {
    hashes: [...new Set(hashes.map((hash) => hash.toLowerCase() as Hex))],
    bytes: Number.isSafeInteger(bytes) && (bytes as number) >= 0 ? (bytes as number) : 0,
  }
}
