// Runs a program that ends when its starter ends: `node tether.mjs BIN ARGS…` with a pipe as stdin.
// The pipe closes when the starter exits, however it dies, so that even a SIGKILL leaves no process behind and the
// program still gets the SIGTERM on which it writes its state.
import { spawn } from 'node:child_process'

const [command, ...args] = process.argv.slice(2)
const graceMs = 10_000
const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })

// Once the starter is gone nobody reads: keep draining, or the program blocks or dies on a full or broken pipe.
process.stdout.on('error', () => {})
process.stderr.on('error', () => {})
child.stdout.on('data', (chunk) => process.stdout.write(chunk))
child.stderr.on('data', (chunk) => process.stderr.write(chunk))

let isEnding = false
const end = () => {
  if (isEnding) return
  isEnding = true
  child.kill('SIGTERM')
  setTimeout(() => child.kill('SIGKILL'), graceMs).unref()
}
process.stdin.on('end', end).on('close', end).on('error', end).resume()
process.on('SIGTERM', end).on('SIGINT', end).on('SIGHUP', end)

child.on('error', (error) => {
  process.stderr.write(`${error.message}\n`)
  process.exit(127)
})
child.on('close', (code, signal) => process.exit(code ?? (signal === 'SIGTERM' && isEnding ? 0 : 1)))
