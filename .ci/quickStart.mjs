// Runs the README's first command on a fresh clone with the Node versions named, as npm serves them: `node .ci/quickStart.mjs 22.23.5 24.22.3`.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const folder = mkdtempSync(join(tmpdir(), 'plimsoll-nodes-'))

function run(command, args, options) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', ...options })
  if (status === 0) return stdout
  throw new Error(`${command} ${args.join(' ')} ended with ${status ?? error?.message}:\n${stdout}${stderr}`)
}

try {
  for (const version of process.argv.slice(2)) {
    // The platform's own package: the package `node` needs an install script to find it, which npm 11 does not run.
    const program = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
    const home = join(folder, version)
    mkdirSync(home)
    writeFileSync(join(home, 'package.json'), '{"private":true}')
    run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', `${program}@${version}`], { cwd: home })
    const clone = join(home, 'plimsoll')
    run('git', ['clone', '--quiet', root, clone])
    const path = `${join(home, 'node_modules', program, 'bin')}${delimiter}${process.env.PATH}`
    const environment = { ...process.env, PATH: path, npm_config_engine_strict: 'true' }
    const output = run('npm', ['start', '--', '--once'], { cwd: clone, env: environment })
    const changed = run('git', ['status', '--porcelain'], { cwd: clone })
    if (changed !== '') throw new Error(`npm start changed files of the clone:\n${changed}`)
    console.log(`Node ${run('node', ['--version'], { env: environment }).trim()}: ${output.trim().split('\n').at(-1)}`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
