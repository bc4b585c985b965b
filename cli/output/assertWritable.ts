import { StagedTexts } from './stagedTexts.js'

/**
 * Find out whether a file could be written, before the work whose result it is to hold. Leaves nothing behind.
 *
 * @throws {OutputFileUnwritable} when it cannot
 */
export async function assertWritable(file: string): Promise<void> {
  const texts = new StagedTexts()
  try {
    await texts.add(file, '')
  } finally {
    await texts.discard()
  }
}
