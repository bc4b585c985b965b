// Removes from dist/ what no source stands behind any more, so that a package never ships a deleted module: `node pruneBuild.mjs`.
// Only stale files go: others may be running from dist/ at the same time.
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const dist = join(root, 'dist')
// Made of what was compiled; `bundleProgram.mjs --prune` keeps it.
const program = join(dist, 'program')
const compiled = /(\.d\.ts|\.js|\.js\.map)$/

for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
  const file = join(entry.parentPath, entry.name)
  if (!entry.isFile() || !compiled.test(entry.name) || entry.parentPath === program) continue
  const source = join(root, relative(dist, file).replace(compiled, '.ts'))
  if (!existsSync(source)) rmSync(file, { force: true })
}
