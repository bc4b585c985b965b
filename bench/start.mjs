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
process.exitCode = await main(args)
