import { z } from 'zod'
import { PlimsollError } from '../../../core/errors/plimsollError.js'
import { transactionBuilderChecksum } from '../../../proposals/routes/safeTimelock/present/transactionBuilderBatch.js'
import { readJsonFile } from '../../inputFile.js'
import type { Outcome } from '../../outcome.js'
import type { Discretion } from '../../output/discretion.js'
import { printable } from '../../output/printable.js'
import type { Session } from '../../session.js'

/** Loose on purpose: the checksum covers keys of any name, and other versions of the builder have more of them. */
const checksummedSchema = z.looseObject({
  meta: z.looseObject({ checksum: z.string().optional() }),
  transactions: z.array(z.unknown()),
})

interface VerifiedBatch {
  readonly file: string
  /** Null where the file has none. */
  readonly stored: string | null
  /** Null where the file cannot be read. */
  readonly computed: string | null
  readonly isEqual: boolean
  /** Why there is nothing to compare, or null. */
  readonly error: string | null
}

/** Compare each file's stored checksum with the computed one; what cannot be read is a line too, and differs. */
export async function verifyBatches({ colors, discretion }: Session, files: readonly string[]): Promise<Outcome> {
  const batches: VerifiedBatch[] = []
  for (const file of files) batches.push(await verifyBatch(file, discretion))
  const lines = printable(batches).map(({ file, stored, computed, isEqual, error }) => {
    const verdict = isEqual ? colors.green('equal') : colors.red('differs')
    return `${verdict}  stored ${stored ?? 'none'}  computed ${computed ?? 'none'}  ${file}${error === null ? '' : `  (${error})`}`
  })
  const isEveryEqual = batches.every(({ isEqual }) => isEqual)
  return { text: lines.join('\n'), json: batches, ...(isEveryEqual ? {} : { exit: 'differs' }) }
}

async function verifyBatch(file: string, { message }: Discretion): Promise<VerifiedBatch> {
  try {
    const batch = await readJsonFile(file, checksummedSchema, 'Transaction Builder file')
    const [stored, computed] = [batch.meta.checksum ?? null, transactionBuilderChecksum(batch)]
    return { file, stored, computed, isEqual: stored === computed, error: null }
  } catch (error) {
    if (!(error instanceof PlimsollError)) throw error
    const [problem] = error.metaMessages
    const text = message(`${error.shortMessage} ${problem ?? ''}`.trim())
    return { file, stored: null, computed: null, isEqual: false, error: text }
  }
}
