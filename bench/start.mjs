// `npm run bench` and `npm run bench:speed`: installs what is missing, compiles the benchmarks and runs them with plain Node.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { install, root } from '../local/install.mjs'

const [suite = '.', ...args] = process.argv.slice(2)
install()
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
const { status } = spawnSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.bench.json')], { cwd: root, stdio: 'inherit' })
if (status !== 0) {
  console.error('The compilation of the benchmarks failed; the errors are above.')
  process.exit(1)
}
const { main } = await import(pathToFileURL(join(root, 'dist', 'bench', suite, 'run.js')).href)
// What was started ends with this process. Temporal's runtime would swallow the signals, and keep an idle process alive.
process.on('SIGINT', () => process.exit(130))
process.on('SIGTERM', () => process.exit(143))
process.exit(await main(args))
