import { createInterface } from 'node:readline/promises'
import { EXIT_CODES } from './exitCodes.js'
import type { Terminal } from './terminal.js'

/** Make the terminal of this process. */
export function processTerminal(): Terminal {
  // The reader of a pipe may leave early (`plimsoll … | head`): that is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(EXIT_CODES.ok.code)
  })
  return {
    writeOut: (text) => void process.stdout.write(text),
    writeErr: (text) => void process.stderr.write(text),
    isOutTty: process.stdout.isTTY === true,
    isInteractive: process.stdin.isTTY === true && process.stderr.isTTY === true,
    columns: process.stdout.columns,
    ask: async (question) => {
      const lines = createInterface({ input: process.stdin, output: process.stderr })
      try {
        return await lines.question(question)
      } finally {
        lines.close()
      }
    },
    untilStopped: () =>
      new Promise((resolve) => {
        let isStopping = false
        const stop = () => {
          // Whoever asks a second time does not want to wait for a graceful end.
          if (isStopping) process.exit(EXIT_CODES.interrupted.code)
          isStopping = true
          resolve()
        }
        process.on('SIGINT', stop)
        process.on('SIGTERM', stop)
      }),
  }
}
