import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { computeEntry } from '../../../activities/compute/createComputePool.js'
import { ComputeEntryMissing } from '../../../activities/compute/errors.js'
import { projectRoot } from '../../../activities/process/projectRoot.js'

describe('computeEntry', () => {
  it('default: the sources run the compiled threads, and without them say what to do', () => {
    const entry = join(projectRoot(), 'dist', 'activities', 'compute', 'computeWorker.js')
    try {
      expect(computeEntry()).toBe(entry)
    } catch (error) {
      // Nothing is compiled yet where Jest is run by itself on a fresh clone.
      expect(error).toBeInstanceOf(ComputeEntryMissing)
      expect(error).toMatchObject({ code: 'COMPUTE_ENTRY_MISSING', entry })
    }
  })
})
