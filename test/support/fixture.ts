import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../fixtures/', import.meta.url))

/**
 * Read a JSON fixture. Each names its `origin` (program and version), and the script that wrote it lies beside it.
 *
 * @param path - below test/fixtures: `tail/reference.json`.
 */
export function readFixture<T>(path: string): T {
  return JSON.parse(readFileSync(`${folder}${path}`, 'utf8')) as T
}
