import { describe, it } from '@jest/globals'
import { DOUBLE_SENDS } from '../support/killRun.js'
import { expectOneExecution, killPointsOf, useKillableSystem } from '../support/killSuite.js'

describe('a worker that is killed', () => {
  const system = useKillableSystem()

  it('behavior: at every kill point of a whole run, one after another, and it ends in exactly one execution', async () => {
    await expectOneExecution(system(), await killPointsOf(system()))
  })

  it.each(DOUBLE_SENDS)('behavior: at %s alone, and it ends in exactly one execution', (killPoint) =>
    expectOneExecution(system(), [killPoint]),
  )
})
