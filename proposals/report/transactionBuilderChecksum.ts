import { type Hex, keccak256, stringToBytes } from 'viem'

/** What the checksum reads of a file: anything with a `meta`. */
export interface ChecksummedFile {
  readonly meta: Readonly<Record<string, unknown>>
}

/**
 * Compute the checksum of a Transaction Builder file: over everything but the name and the checksum itself.
 *
 * @source safe-react-apps, apps/tx-builder/src/lib/checksum.ts
 */
export function transactionBuilderChecksum(file: ChecksummedFile): Hex {
  const { checksum: _checksum, ...meta } = file.meta
  return keccak256(stringToBytes(serialise({ ...file, meta: { ...meta, name: null } })))
}

/** Tell whether a file's checksum is that of its content. A file without one does not verify. */
export function verifyChecksum(file: ChecksummedFile): boolean {
  return file.meta.checksum === transactionBuilderChecksum(file)
}

function serialise(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(serialise).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value).sort()
    const values = keys.map((key) => `${serialise((value as Readonly<Record<string, unknown>>)[key])},`)
    return `{${JSON.stringify(keys)}${values.join('')}}`
  }
  return JSON.stringify(value === undefined ? null : value)
}
