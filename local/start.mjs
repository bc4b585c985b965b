// `npm start` on a clone without node_modules: plain Node, no dependency. Installs what is missing, compiles, then runs `plimsoll local up`.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

function fail(message) {
  console.error(message)
  process.exit(1)
}

function atLeast(version, minimum) {
  const [a, b] = [version, minimum].map((text) => text.replace(/^[^0-9]*/, '').split('.').map(Number))
  for (let i = 0; i < 3; i++) if ((a[i] ?? 0) !== (b[i] ?? 0)) return (a[i] ?? 0) > (b[i] ?? 0)
  return true
}

/** Run a command of this installation and end with its remedy when it fails. */
function run(what, command, args, remedy) {
  console.log(what)
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' })
  if (error !== undefined || status !== 0) fail(`${remedy}${error === undefined ? '' : ` (${error.message})`}`)
}

if (!atLeast(process.versions.node, engines.node)) {
  fail(`Plimsoll needs Node ${engines.node}; this is ${process.versions.node}. Install a newer one from your package manager or nodejs.org.`)
}

const installed = join(root, 'node_modules', '.package-lock.json')
if (!existsSync(installed) || statSync(join(root, 'package-lock.json')).mtimeMs > statSync(installed).mtimeMs) {
  run('Installing dependencies (once; about a minute) …', 'npm', ['install', '--no-fund', '--no-audit', '--loglevel=error'], 'npm install failed: check the network and the registry, then run `npm start` again.')
}
run('Compiling …', process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', join(root, 'tsconfig.build.json')], 'The compilation failed; the errors are above.')

const child = spawn(process.execPath, [join(root, 'dist', 'cli', 'main.js'), 'local', 'up', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })
// The terminal sends Ctrl-C to the whole group: the child stops in order, this launcher waits for it.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => signal === 'SIGTERM' && child.kill('SIGTERM'))
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
