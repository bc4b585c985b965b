import { randomUUID } from 'node:crypto'
import { access, chmod, constants, realpath, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { makeFolder } from '../../activities/process/makeFolder.js'
import { PlimsollError } from '../../core/errors/plimsollError.js'

/** The system's codes in words. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system takes no writes',
  ENOSPC: 'there is no space left',
  EDQUOT: 'the quota is used up',
  EISDIR: 'it is a folder',
  ENOTDIR: 'part of its path is a file',
  ENOENT: 'its folder does not exist and cannot be made',
  ENAMETOOLONG: 'its name is too long',
}

/** A file that the user wants written cannot be. What stood there before is untouched. */
class OutputFileUnwritable extends PlimsollError {
  readonly code = 'OUTPUT_FILE_UNWRITABLE'
  readonly kind = 'usage'

  constructor(
    readonly file: string,
    cause: unknown,
  ) {
    const { code, message } = cause as NodeJS.ErrnoException
    const reason = code === undefined ? message : `${REASONS[code] ?? 'the system refuses'} (${code})`
    super({
      shortMessage: `${file} cannot be written: ${reason}.`,
      metaMessages: ['Name a path on a disk with space where this user may write. Nothing was written.'],
      cause,
    })
  }
}

/** A text on the disk under another name, and the folders that were made for it. */
interface Staged {
  readonly path: string
  readonly temporary: string
  readonly folders: readonly string[]
}

/** Texts on their way to files that the user named: each stands in a temporary file beside its own until all are on the disk. */
class StagedTexts {
  readonly #staged: Staged[] = []

  /**
   * Put a text beside the file that it is for, making its folder. A device or a pipe gets it at once.
   *
   * @throws {OutputFileUnwritable} when it cannot be put there
   */
  async add(file: string, text: string): Promise<void> {
    const named = resolve(file)
    try {
      const found = await statOrNull(named)
      if (found?.isDirectory() === true) throw Object.assign(new Error('EISDIR: it is a folder'), { code: 'EISDIR' })
      if (found !== null) await access(named, constants.W_OK)
      if (found !== null && !found.isFile()) {
        // Nothing can stand beside a device, and a rename would put a file in its place.
        if (text !== '') await writeFile(named, text)
        return
      }
      // A link stays one: what it leads to is replaced.
      const path = found === null ? named : await realpath(named)
      const folders = await makeFolder(dirname(path))
      const temporary = join(dirname(path), `.${basename(path).slice(0, 50)}.${randomUUID()}.tmp`)
      this.#staged.push({ path, temporary, folders })
      await writeFile(temporary, text, { flag: 'wx', flush: true })
      if (found !== null) await chmod(temporary, found.mode & 0o777)
    } catch (error) {
      throw new OutputFileUnwritable(named, error)
    }
  }

  /** Give every text its file's name. */
  async commit(): Promise<void> {
    for (const { path, temporary } of this.#staged) {
      await rename(temporary, path).catch((error: unknown) => {
        throw new OutputFileUnwritable(path, error)
      })
    }
  }

  /** Remove what has not got its name, and the folders that were made for it. */
  async discard(): Promise<void> {
    for (const { temporary, folders } of [...this.#staged].reverse()) {
      await rm(temporary, { force: true }).catch(() => undefined)
      // Only what is empty goes: others may have written there meanwhile.
      for (const folder of [...folders].reverse()) await rmdir(folder).catch(() => undefined)
    }
  }
}

async function statOrNull(path: string) {
  try {
    return await stat(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

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
