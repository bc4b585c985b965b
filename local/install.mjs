// Plain Node, no dependency: makes a clone runnable. Shared by `npm start` and `npm test`.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Absolute path of the project. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/**
 * Run a command in the project and end the process with its remedy when it fails.
 *
 * @param {string} what line that is printed first
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} remedy
 */
function run(what, command, args, remedy) {
  console.log(what)
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32' && command === 'npm',
  })
  if (error === undefined && status === 0) return
  console.error(`${remedy}${error === undefined ? '' : ` (${error.message})`}`)
  process.exit(1)
}

function isAtLeast(version, minimum) {
  const parts = (text) =>
    text
      .replace(/^[^0-9]*/, '')
      .split('.')
      .map(Number)
  const [have, need] = [parts(version), parts(minimum)]
  const differing = need.findIndex((part, i) => (have[i] ?? 0) !== part)
  return differing < 0 || (have[differing] ?? 0) > need[differing]
}

/** Check Node's version, install dependencies when they are missing or older than the lock file, compile. */
export function install() {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  if (!isAtLeast(process.versions.node, engines.node)) {
    console.error(
      `Plimsoll needs Node ${engines.node}; this is ${process.versions.node}. Install a newer one (nodejs.org, or your package manager).`,
    )
    process.exit(1)
  }
  const installed = join(root, 'node_modules', '.package-lock.json')
  const isStale = () => statSync(join(root, 'package-lock.json')).mtimeMs > statSync(installed).mtimeMs
  if (!existsSync(installed) || isStale()) {
    run(
      'Installing dependencies (once, about a minute) …',
      'npm',
      ['ci', '--no-fund', '--no-audit', '--loglevel=error'],
      'The installation failed: check the network and npm’s registry setting, then run the same command again.',
    )
  }
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  run(
    'Compiling …',
    process.execPath,
    [tsc, '-p', join(root, 'tsconfig.build.json')],
    'The compilation failed; the errors are above.',
  )
}
