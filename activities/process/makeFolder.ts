import { mkdir, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

/**
 * Make a folder and whatever is missing above it.
 *
 * Node's own recursive `mkdir` never returns where a file system answers ENOENT to every new folder, as `/proc` does.
 *
 * @returns absolute paths of the folders that were made, the uppermost first
 * @throws the system's error (`code` is EACCES, ENOENT, ENOTDIR and so on) when it cannot be made
 */
export async function makeFolder(folder: string): Promise<string[]> {
  const missing: string[] = []
  let path = resolve(folder)
  while (!(await isThere(path))) {
    missing.unshift(path)
    path = dirname(path)
  }
  for (const each of missing) {
    try {
      await mkdir(each)
    } catch (error) {
      // Another process may have made it meanwhile.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !(await isThere(each))) throw error
    }
  }
  return missing
}

async function isThere(path: string): Promise<boolean> {
  try {
    if ((await stat(path)).isDirectory()) return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && dirname(path) !== path) return false
    throw error
  }
  throw Object.assign(new Error(`ENOTDIR: ${path} is not a folder`), { code: 'ENOTDIR' })
}
