import { createInterface } from 'node:readline/promises'
import { STOP_EXIT_CODES, type StopSignal } from '../local/process/stopSignal.js'
import { EXIT_CODES } from './exitCodes.js'
import type { Terminal } from './terminal.js'

/** Make the terminal of this process. From here on a signal ends the process with its own exit code. */
export function processTerminal(): Terminal {
  // The reader of a pipe may leave early (`plimsoll … | head`): that is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(EXIT_CODES.ok.code)
  })
  const end = (signal: StopSignal): never => process.exit(STOP_EXIT_CODES[signal])
  let onSignal: (signal: StopSignal) => void = end
  process.on('SIGINT', () => onSignal('SIGINT'))
  process.on('SIGTERM', () => onSignal('SIGTERM'))
  return {
    writeOut: (text) => void process.stdout.write(text),
    writeErr: (text) => void process.stderr.write(text),
    isOutTty: process.stdout.isTTY === true,
    isInteractive: process.stdin.isTTY === true && process.stderr.isTTY === true,
    columns: process.stdout.columns,
    ask: async (question) => {
      const lines = createInterface({ input: process.stdin, output: process.stderr })
      // While a line is read, the terminal sends Ctrl-C as a key.
      lines.once('SIGINT', () => {
        lines.close()
        onSignal('SIGINT')
      })
      try {
        return await lines.question(question)
      } finally {
        lines.close()
      }
    },
    untilStopped: () =>
      new Promise((resolve) => {
        onSignal = (signal) => {
          // Whoever asks a second time does not want to wait for a graceful end.
          onSignal = end
          resolve(signal)
        }
        // A launcher that was killed cannot hand any signal on.
        process.once('disconnect', () => resolve('SIGTERM'))
        if (process.connected === false) resolve('SIGTERM')
      }),
  }
}
