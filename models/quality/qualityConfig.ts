import { z } from 'zod'

const share = z.number().min(0).max(1)

/** Limits of the quality stage: what makes a bar a finding, and how many findings exclude an asset. */
export const qualityConfigSchema = z
  .strictObject({
    /** A bar whose high is above this multiple of its low is a bad print unless a second source confirms it. */
    highLowRatio: z.number().gt(1).default(3),
    /** So is a bar whose low is under this share of the lower of open and close. */
    lowBodyRatio: z.number().gt(0).lt(1).default(0.5),
    /** A second source confirms an extreme that its own reaches within this share. */
    confirmationTolerance: z.number().min(0).lt(1).default(0.1),
    /** Largest departure of a close from the other sources' close, as a share of theirs. */
    disagreement: z.number().gt(0).lt(1).default(0.02),
    /** How far high or low may fall short of open or close, as a share: sources round. */
    bodyTolerance: z.number().min(0).lt(0.01).default(1e-6),
    /** Days in which findings are counted as a share, and as a number. */
    windowDays: z.int().min(1).default(1_000),
    recentWindow: z.int().min(1).default(30),
    /** An asset with more bars with findings than this in the recent window is excluded. */
    maxRecentFindings: z.int().nonnegative().default(5),
    /** An asset with a larger share of bars with findings than this in the window is excluded. */
    maxFindingShare: share.default(0.02),
    /** An asset whose primary source has a larger share of bars without a range than this in the window is excluded. */
    maxRangelessShare: share.default(0.1),
    /**
     * Mean size of a source's daily log returns below which it is held at a peg: closes that stand still, bars that are
     * like the one before and bars that are only open and close are its ordinary days.
     */
    peggedMove: z.number().min(0).lt(1).default(0.001),
    /** Bars that may be missing before the as-of instant, from all sources together. */
    maxStaleBars: z.int().nonnegative().default(1),
    /** A source whose last bar is older than this many bars has ended. */
    delistedBars: z.int().min(1).default(30),
    /** Two days in a row whose ranges lie apart by more than this log return do not belong together. */
    gapLogReturn: z.number().positive().default(0.4),
    /** Where a range or days are missing, closes that differ by more than this log return do not belong together. */
    jumpLogReturn: z.number().positive().default(2),
    /** Fewest bars that an asset needs; not below the models' own minimum. */
    minimumDays: z.int().min(60).default(500),
    /** Share of the window's bars that a second source must carry to count as one. */
    minSecondCoverage: share.default(0.9),
    /** Votes by source name where three or more sources carry a bar; 1 where a source is not named. */
    sourceWeights: z.record(z.string().min(1), z.number().positive()).default({}),
  })
  .prefault({})

/** @see qualityConfigSchema */
export type QualityConfig = z.infer<typeof qualityConfigSchema>
