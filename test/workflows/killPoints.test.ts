import { describe, expect, it } from '@jest/globals'
import fc from '../support/fastCheck.js'
import { DOUBLE_SENDS } from '../support/killRun.js'
import { expectOneExecution, killPointsOf, useKillableSystem } from '../support/killSuite.js'

const SAMPLE = 6

// killPoints.long.test.ts kills at every one.
describe('a worker that is killed', () => {
  const system = useKillableSystem()

  it('behavior: at a sample of the kill points of a whole run, and it ends in exactly one execution', async () => {
    const reached = await killPointsOf(system())
    expect(reached).toEqual(expect.arrayContaining([...DOUBLE_SENDS]))

    const others = reached.filter((name) => !DOUBLE_SENDS.some((double) => double === name))
    const sampleOf = (names: readonly string[], length: number) =>
      fc.sample(fc.shuffledSubarray([...names], { minLength: length, maxLength: length }), 1)[0] ?? []
    await expectOneExecution(system(), [...sampleOf(others, SAMPLE), ...sampleOf(DOUBLE_SENDS, 1)])
  })
})
