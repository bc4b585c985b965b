import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Find the folder that holds Plimsoll's own `package.json`, from the sources and from `dist/` alike.
 *
 * @throws {Error} when no folder above this file has it: the installation is broken.
 */
export function projectRoot(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json')
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === 'plimsoll') return folder
    if (dirname(folder) === folder) throw new Error('No package.json of plimsoll above the running code: reinstall Plimsoll.')
  }
}
