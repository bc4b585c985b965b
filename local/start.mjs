// `npm start` on a clone without node_modules: installs and compiles what is missing, then runs `plimsoll local up`.
import { execFileSync, spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { installationSteps, root, spawnOptions } from './install.mjs'

/** How often it is looked whether npm still runs, in milliseconds. */
const watchMs = 250

/** What runs now. @type {import('node:child_process').ChildProcess | undefined} */
let child
/** The first signal, or the end of npm, which counts as SIGTERM. @type {'SIGINT' | 'SIGTERM' | undefined} */
let stoppedBy

/** Hand a signal on: the child is in a session of its own, so that each signal reaches it once, from here. */
function stop(signal) {
  stoppedBy ??= signal
  child?.kill(signal)
}
process.on('SIGINT', () => stop('SIGINT'))
process.on('SIGTERM', () => stop('SIGTERM'))
watchNpm()

/** npm ends its shell and leaves what the shell runs: who was started by it looks whether it is still there. */
function watchNpm() {
  const watched = ancestorsUpToNpm()
  if (watched.length === 0) return
  setInterval(() => {
    if (stoppedBy === undefined && !watched.every(isRunning)) stop('SIGTERM')
  }, watchMs).unref()
}

/** List the processes between this one and npm, npm included: npm alone, or its shell too. None where npm did not start this one. */
function ancestorsUpToNpm() {
  const found = []
  let pid = process.ppid
  try {
    while (found.length < 2) {
      const line = execFileSync('ps', ['-o', 'ppid=,args=', '-p', String(pid)], { encoding: 'utf8' }).trim()
      const [, parent, args = ''] = /^(\d+)\s+(.*)$/s.exec(line) ?? []
      found.push(pid)
      if (/\bnpm\b/.test(args)) return found
      pid = Number(parent)
    }
  } catch {
    // Without `ps` nothing can be watched.
  }
  return []
}

function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Run a program to its end, and give its exit code: 128 and the signal's number where a signal ended it. */
function run(command, args, options) {
  return new Promise((resolve, reject) => {
    if (stoppedBy !== undefined) return resolve(128 + constants.signals[stoppedBy])
    child = spawn(command, args, { ...options, detached: process.platform !== 'win32' })
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']))
  })
}

for (const step of installationSteps()) {
  console.log(step.what)
  const { code, message } = await run(step.command, step.args, spawnOptions(step)).then(
    (status) => ({ code: status, message: '' }),
    (error) => ({ code: 1, message: ` (${error.message})` }),
  )
  if (stoppedBy !== undefined) process.exit(128 + constants.signals[stoppedBy])
  if (code === 0) continue
  console.error(`${step.remedy}${message}`)
  process.exit(1)
}
// The channel tells the child when this launcher was killed.
const main = [join(root, 'dist', 'program', 'main.js'), 'local', 'up', ...process.argv.slice(2)]
process.exit(await run(process.execPath, main, { cwd: root, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] }))
