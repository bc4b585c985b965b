// Joins the compiled command line and what it imports to few files in dist/program/: `node bundleProgram.mjs [--prune] [FOLDER]`. A command then
// starts without loading a thousand modules. `dist/`, or FOLDER, keeps the rooms file by file, for `plimsoll/models` and the other entry points.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const self = fileURLToPath(import.meta.url)
const root = dirname(dirname(dirname(self)))
const { values, positionals } = parseArgs({ options: { prune: { type: 'boolean', default: false } }, allowPositionals: true })
const dist = positionals[0] ?? join(root, 'dist')
const program = join(dist, 'program')
const main = join(program, 'main.js')

/**
 * What stays a package of its own. Temporal's packages share state across each other (an activity's context, the native core).
 * The others load files that lie beside them, or are large and seldom needed.
 */
const EXTERNAL = [/^@temporalio\//, /^@swc\//, 'ccxt', 'pino', 'piscina', 'webpack']

if (values.prune || isStale()) await bundle()

/** Tell whether anything that the program is made from is newer than it. */
function isStale() {
  if (!existsSync(main)) return true
  const compiled = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.js') && entry.parentPath !== program)
    .map((entry) => join(entry.parentPath, entry.name))
  const madeAt = statSync(main).mtimeMs
  return [self, join(root, 'package-lock.json'), ...compiled].some((file) => statSync(file).mtimeMs > madeAt)
}

/** Write what changed, `main.js` last: a program that runs finds its own parts under their names, which hold their hash. */
async function bundle() {
  const { rolldown } = await import('rolldown')
  const bundled = await rolldown({
    cwd: root,
    input: { main: join(dist, 'cli', 'main.js'), computeWorker: join(dist, 'activities', 'compute', 'computeWorker.js') },
    platform: 'node',
    external: EXTERNAL,
    onLog: (level, { message }, log) => (level === 'warn' ? log('error', message) : undefined),
  })
  const { output } = await bundled.generate({ format: 'esm', chunkFileNames: '[name]-[hash].js', keepNames: true })
  await bundled.close()
  mkdirSync(program, { recursive: true })
  const files = output.map(({ fileName, code }) => ({ file: join(program, fileName), code }))
  files.sort((a, b) => Number(a.file === main) - Number(b.file === main))
  for (const { file, code } of files) if (!existsSync(file) || readFileSync(file, 'utf8') !== code) writeFileSync(file, code)
  const now = new Date()
  utimesSync(main, now, now)
  if (!values.prune) return
  const made = new Set(files.map(({ file }) => file))
  for (const name of readdirSync(program)) if (!made.has(join(program, name))) rmSync(join(program, name))
}
