import { z } from 'zod'

/** Keys of the model configuration that every random draw reads. */
export const drawConfigShape = {
  /** Seed of every random draw. */
  seed: z.int().nonnegative().default(1),
  /** Draws behind the 5, 50 and 95 % band of every target: resampled history, and parameters of the volatility models. */
  bandDraws: z.int().min(20).max(10_000).default(200),
}

/** @see drawConfigShape */
export type DrawConfig = z.infer<z.ZodObject<typeof drawConfigShape>>
