// Plain Node, no dependency: makes a clone runnable. Shared by `npm start` and `npm test`.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Absolute path of the project. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

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

/**
 * One step of an installation.
 *
 * @typedef {object} Step
 * @property {string} what line that is printed first
 * @property {string} command
 * @property {readonly string[]} args
 * @property {string} remedy
 */

/**
 * List what is to be done: nothing but compiling and bundling where all dependencies are there. Ends the process where Node is too old.
 *
 * @returns {Step[]}
 */
export function installationSteps() {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  if (!isAtLeast(process.versions.node, engines.node)) {
    console.error(
      `Plimsoll needs Node ${engines.node}; this is ${process.versions.node}. Install a newer one (nodejs.org, or your package manager).`,
    )
    process.exit(1)
  }
  const installed = join(root, 'node_modules', '.package-lock.json')
  const isStale = () => statSync(join(root, 'package-lock.json')).mtimeMs > statSync(installed).mtimeMs
  const isMissing = !existsSync(installed) || isStale()
  const dependencies = {
    what: 'Installing dependencies (once, about a minute) …',
    command: 'npm',
    args: ['ci', '--no-fund', '--no-audit', '--loglevel=error'],
    remedy: 'The installation failed: check the network and npm’s registry setting, then run the same command again.',
  }
  const compilation = {
    what: 'Compiling …',
    command: process.execPath,
    args: [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', join(root, 'tsconfig.build.json')],
    remedy: 'The compilation failed; the errors are above.',
  }
  const bundling = {
    what: 'Bundling …',
    command: process.execPath,
    args: [join(root, 'local', 'pack', 'bundleProgram.mjs')],
    remedy: 'The command line was not bundled; the reason is above.',
  }
  return [...(isMissing ? [dependencies] : []), compilation, bundling]
}

/**
 * Tell how a step's command is run.
 *
 * @param {Step} step
 */
export function spawnOptions({ command }) {
  return {
    cwd: root,
    stdio: /** @type {const} */ (['ignore', 'inherit', 'inherit']),
    shell: process.platform === 'win32' && command === 'npm',
  }
}

/** Install dependencies when they are missing or older than the lock file, compile, bundle. Ends the process with the remedy when a step fails. */
export function install() {
  for (const step of installationSteps()) {
    console.log(step.what)
    const { status, error } = spawnSync(step.command, step.args, spawnOptions(step))
    if (error === undefined && status === 0) continue
    console.error(`${step.remedy}${error === undefined ? '' : ` (${error.message})`}`)
    process.exit(1)
  }
}
