import { describe, expect, it } from '@jest/globals'
import { type ScheduleDescription, type ScheduleHandle, ServiceError } from '@temporalio/client'
import { describeSchedule } from '../../client/schedules.js'

const description = { scheduleId: 'recalibration/test' } as ScheduleDescription

/** A handle whose first answers are the given faults: a server that comes back cannot be had at a given moment. */
function handleOf(faults: Error[]) {
  let asked = 0
  const answer = async () => {
    asked += 1
    const fault = faults.shift()
    if (fault !== undefined) throw fault
    return description
  }
  return { handle: { describe: answer } as unknown as ScheduleHandle, asked: () => asked }
}

const fault = (code: number) => {
  const cause = Object.assign(new Error(`status ${code}`), { code, details: 'no answer', metadata: {} })
  return new ServiceError('Failed to describe schedule', { cause })
}

describe('describeSchedule', () => {
  it('default: asks again while the server does not answer', async () => {
    const { handle, asked } = handleOf([fault(14), fault(4)])
    expect(await describeSchedule(handle)).toBe(description)
    expect(asked()).toBe(3)
  })

  it('error: what the server refuses, and what is no answer of a server, is told at once', async () => {
    for (const refusal of [fault(7), fault(3), new TypeError('a mistake')]) {
      const { handle, asked } = handleOf([refusal])
      await expect(describeSchedule(handle)).rejects.toBe(refusal)
      expect(asked()).toBe(1)
    }
  })

  it('error: patience ends', async () => {
    const { handle } = handleOf([fault(14)])
    await expect(describeSchedule(handle, 0)).rejects.toThrow(ServiceError)
  })
})
