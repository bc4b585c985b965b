import { hashSafeInput, safeHashInputSchema } from '../../../proposals/safe/safeHashInput.js'
import { readJsonFile } from '../../inputFile.js'
import type { Outcome } from '../../outcome.js'
import type { Session } from '../../session.js'

/** Compute the hashes of a Safe transaction from its fields alone, and tell the fields that were hashed. */
export async function hash({ colors }: Session, file: string): Promise<Outcome> {
  const input = await readJsonFile(file, safeHashInputSchema, 'Safe transaction')
  const { hashes, warnings } = hashSafeInput(input)
  const lines = [
    ...Object.entries(input).map(([name, value]) => `${name.padEnd(14)}${value}`),
    '',
    `domain hash   ${hashes.domainHash}`,
    `message hash  ${hashes.messageHash}`,
    `safeTxHash    ${hashes.safeTxHash}`,
    `data digest   ${hashes.calldataDigest} (ERC-8213)`,
    ...warnings.map((warning) => colors.red(warning)),
  ]
  return { text: lines.join('\n'), json: { ...hashes, warnings, input } }
}
