import { describe, expect, it } from '@jest/globals'
import { createProgress } from '../../../cli/output/progress.js'

const CLEAR = '\r\u001B[2K'

function record(isOutTty: boolean, columns?: number) {
  let written = ''
  let now = 0
  const progress = createProgress(
    {
      writeOut: (text) => {
        written += text
      },
      isOutTty,
      columns,
    },
    () => now,
  )
  return {
    progress,
    pass: (ms: number) => {
      now += ms
    },
    take: () => {
      const text = written
      written = ''
      return text
    },
  }
}

describe('createProgress', () => {
  it('default: plain lines where nobody watches', () => {
    const { progress, take } = record(false)
    progress.doing('Compiling')
    progress.say('Compiled.')
    progress.end()
    expect(take()).toBe('Compiled.\n')
  })

  it('behavior: a terminal shows what is being done, with its seconds, below the lines that stay', () => {
    const { progress, pass, take } = record(true, 60)
    progress.doing('Recalibrating')
    expect(take()).toBe(`${CLEAR}⠋ Recalibrating … 0 s`)
    pass(3_400)
    progress.say('Chain: started.')
    expect(take()).toBe(`${CLEAR}Chain: started.\n${CLEAR}⠙ Recalibrating … 3 s`)
    progress.end()
    expect(take()).toBe(CLEAR)
    progress.say('Done.')
    expect(take()).toBe('Done.\n')
  })

  it('behavior: the same work goes on counting, other work begins at nought', () => {
    const { progress, pass, take } = record(true)
    progress.doing('A')
    pass(2_000)
    progress.doing('A')
    expect(take()).toBe(`${CLEAR}⠋ A … 0 s`)
    progress.doing('B')
    expect(take()).toBe(`${CLEAR}${CLEAR}⠙ B … 0 s`)
    progress.end()
  })

  it('behavior: never as wide as the terminal, which would wrap', () => {
    const { progress, take } = record(true, 12)
    progress.doing('x'.repeat(100))
    expect(take().slice(CLEAR.length)).toHaveLength(11)
    progress.end()
  })
})
