import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

/** Write a text to a file that the user named, making its folder. Returns the absolute path. */
export async function writeText(file: string, text: string): Promise<string> {
  const path = resolve(file)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
  return path
}
