import type { StopSignal } from '../local/process/stopSignal.js'

/** What the command line talks to: the process's own streams, or a test's. */
export interface Terminal {
  readonly writeOut: (text: string) => void
  readonly writeErr: (text: string) => void
  /** Whether stdout goes to a person who sees colours. */
  readonly isOutTty: boolean
  /** Whether a person can be asked: stdin and stderr are a terminal. */
  readonly isInteractive: boolean
  /** Width of the terminal in characters; undefined where stdout is a file or a pipe. */
  readonly columns: number | undefined
  /** Ask a question on stderr and read one line. */
  readonly ask: (question: string) => Promise<string>
  /**
   * Resolves at the first SIGINT or SIGTERM, or as after SIGTERM when the launcher is gone. The process then ends in order, by whoever asked;
   * before this was called, and at a second signal, it ends at once.
   */
  readonly untilStopped: () => Promise<StopSignal>
}
