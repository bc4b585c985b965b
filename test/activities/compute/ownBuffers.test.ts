import { describe, expect, it } from '@jest/globals'
import { ownBuffers } from '../../../activities/compute/computeWorker.js'

describe('ownBuffers', () => {
  it('default: every array that owns its buffer, once', () => {
    const a = new Float64Array(3)
    const b = new Uint8Array(2)
    expect(ownBuffers({ list: [a, { b }, a], text: 'x', none: null, when: new Date(0) })).toEqual([a.buffer, b.buffer])
  })

  it('behavior: parts of buffers and shared memory are left', () => {
    expect(ownBuffers([new Float64Array(8).subarray(1, 3), new Float64Array(new SharedArrayBuffer(8))])).toEqual([])
    expect(ownBuffers(7)).toEqual([])
  })
})
