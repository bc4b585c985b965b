import type { Terminal } from '../../cli/terminal.js'

/** A terminal that keeps what it is written and answers questions from a list. */
export function fakeTerminal(
  options: { readonly isTty?: boolean; readonly answers?: readonly string[]; readonly columns?: number } = {},
) {
  const answers = [...(options.answers ?? [])]
  const written = { out: '', err: '', questions: [] as string[] }
  const terminal: Terminal = {
    writeOut: (text) => {
      written.out += text
    },
    writeErr: (text) => {
      written.err += text
    },
    isOutTty: options.isTty === true,
    isInteractive: options.isTty === true,
    columns: options.columns,
    ask: async (question) => {
      written.questions.push(question)
      return answers.shift() ?? ''
    },
    untilStopped: () => new Promise(() => {}),
  }
  return { terminal, written }
}
