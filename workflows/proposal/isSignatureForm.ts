/** Bytes of 65 static, 32 of length and 8,192 of data with its padding: the longest signature that is looked at. */
const MAX_BYTES = 65 + 32 + 8_192 + 32

/**
 * Tell whether a value has a signature's form at all, so that nothing else enters the history. What it is worth is for the activity to say.
 *
 * Apart from the schema of `SignatureInput` because a workflow's bundle is better off without it.
 */
export function isSignatureForm(value: unknown): boolean {
  if (typeof value === 'string') return isBytes(value, 64)
  if (typeof value !== 'object' || value === null) return false
  const { kind, owner, data, ...others } = value as Readonly<Record<string, unknown>>
  if (Object.keys(others).length > 0 || typeof owner !== 'string' || !/^0x[0-9a-fA-F]{40}$/.test(owner)) return false
  if (kind === 'approvedHash') return data === undefined
  return kind === 'contract' && typeof data === 'string' && isBytes(data, 0)
}

function isBytes(text: string, least: number): boolean {
  const bytes = (text.length - 2) / 2
  return bytes >= least && bytes <= MAX_BYTES && /^0x([0-9a-fA-F]{2})*$/.test(text)
}
