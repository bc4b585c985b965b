import { existsSync, readFileSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
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

/** Where the rooms of the code that runs lie, and the ending of their files. */
export interface CodeRoot {
  readonly folder: string
  readonly extension: '.ts' | '.js'
}

/**
 * Find the rooms of the code that runs: the project's folder while the sources run, `dist/` once compiled, from the bundled program too.
 *
 * @throws {Error} when no folder above this file has them: the installation is broken.
 */
export function codeRoot(): CodeRoot {
  const self = fileURLToPath(import.meta.url)
  const extension = extname(self) === '.ts' ? '.ts' : '.js'
  for (let folder = dirname(self); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'workflows', `index${extension}`))) return { folder, extension }
    if (dirname(folder) === folder) throw new Error('No workflows above the running code: reinstall Plimsoll.')
  }
}
