import type { Terminal } from '../terminal.js'

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const FRAME_MS = 120
/** Return to the line's start and clear it. */
const CLEAR = '\r\u001B[2K'
const DEFAULT_COLUMNS = 80

/** Tells a person what is done and what is being done. */
export interface Progress {
  /** Print a line that stays. */
  readonly say: (line: string) => void
  /** Show what is being done from now on, with the seconds that it takes; null when nothing is. */
  readonly doing: (what: string | null) => void
  /** Leave the terminal as it should be. */
  readonly end: () => void
}

/**
 * Show progress: on a terminal a last line that tells what is being done and for how many seconds, elsewhere only the lines that stay.
 *
 * @param nowMs - clock, in milliseconds
 */
export function createProgress(
  { writeOut, isOutTty, columns }: Pick<Terminal, 'writeOut' | 'isOutTty' | 'columns'>,
  nowMs: () => number = Date.now,
): Progress {
  if (!isOutTty) return { say: (line) => writeOut(`${line}\n`), doing: () => {}, end: () => {} }
  let current: { readonly what: string; readonly sinceMs: number } | undefined
  let timer: NodeJS.Timeout | undefined
  let frame = 0
  // Some terminals say that they have no columns.
  const width = columns === undefined || columns < 1 ? DEFAULT_COLUMNS : columns
  const draw = () => {
    if (current === undefined) return
    const text = `${FRAMES[frame++ % FRAMES.length]} ${current.what} … ${Math.floor((nowMs() - current.sinceMs) / 1_000)} s`
    // A line that wraps cannot be cleared by the next frame.
    writeOut(`${CLEAR}${text.slice(0, width - 1)}`)
  }
  const doing = (what: string | null) => {
    if (what === current?.what) return
    if (current !== undefined) writeOut(CLEAR)
    current = what === null ? undefined : { what, sinceMs: nowMs() }
    if (current === undefined) {
      clearInterval(timer)
      timer = undefined
      return
    }
    // It must not keep a finished process alive.
    timer ??= setInterval(draw, FRAME_MS).unref()
    draw()
  }
  return {
    say: (line) => {
      writeOut(`${current === undefined ? '' : CLEAR}${line}\n`)
      draw()
    },
    doing,
    end: () => doing(null),
  }
}
