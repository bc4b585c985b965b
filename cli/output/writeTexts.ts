import { resolve } from 'node:path'
import { StagedTexts } from './stagedTexts.js'

/** A text and the file that the user wants it in. */
export interface TextFile {
  readonly file: string
  readonly text: string
}

/**
 * Write texts to files that the user named, making their folders: all of them whole, or none.
 *
 * @returns the absolute paths
 * @throws {OutputFileUnwritable} naming the first that cannot be written
 */
export async function writeTexts(files: readonly TextFile[]): Promise<string[]> {
  const texts = new StagedTexts()
  try {
    for (const { file, text } of files) await texts.add(file, text)
    await texts.commit()
  } catch (error) {
    await texts.discard()
    throw error
  }
  return files.map(({ file }) => resolve(file))
}
