// Runs a program that ends when its starter ends: `node tether.mjs BIN ARGS…` with a pipe as stdin.
// The pipe closes when the starter exits, however it dies, so that even a SIGKILL leaves no process behind and the
// program still gets the SIGTERM on which it writes its state.
import { spawn } from 'node:child_process'

const [command, ...args] = process.argv.slice(2)
const graceMs = 10_000

/** Exit code for a program that ends by SIGTERM: 0 where its starter wants it to end, 143 where somebody else does and its work is cut off. */
let endCode
const end = (code) => {
  if (endCode !== undefined) return
  endCode = code
  child.kill('SIGTERM')
  setTimeout(() => child.kill('SIGKILL'), graceMs).unref()
}
const release = () => end(0)
const cutOff = () => end(143)
// Before there is a program: a signal in between would leave it behind.
process.on('SIGTERM', cutOff).on('SIGINT', cutOff).on('SIGHUP', cutOff)

const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })

// Once the starter is gone nobody reads: keep draining, or the program blocks or dies on a full or broken pipe.
process.stdout.on('error', () => {})
process.stderr.on('error', () => {})
child.stdout.on('data', (chunk) => process.stdout.write(chunk))
child.stderr.on('data', (chunk) => process.stderr.write(chunk))

process.stdin.on('end', release).on('close', release).on('error', release).resume()

child.on('error', (error) => {
  process.stderr.write(`${error.message}\n`)
  process.exit(127)
})
child.on('close', (code, signal) => process.exit(code ?? (signal === 'SIGTERM' ? (endCode ?? 1) : 1)))
