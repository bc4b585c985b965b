import { expect } from '@jest/globals'

/** Expect two numbers to agree within `tolerance` x max(1, |expected|), with both in the message when they do not. */
export function expectClose(actual: number, expected: number, tolerance: number): void {
  const error = Math.abs(actual - expected) / Math.max(1, Math.abs(expected))
  if (!(error <= tolerance)) expect({ actual, error }).toEqual({ expected, atMost: tolerance })
  expect(error).toBeLessThanOrEqual(tolerance)
}

/** Expect two numbers to agree within `tolerance` x |expected|, however small the expected number is. */
export function expectRelative(actual: number, expected: number, tolerance: number): void {
  const error = actual === expected ? 0 : Math.abs(actual - expected) / Math.abs(expected)
  if (!(error <= tolerance)) expect({ actual, error }).toEqual({ expected, atMost: tolerance })
  expect(error).toBeLessThanOrEqual(tolerance)
}
