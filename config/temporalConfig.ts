import { z } from 'zod'
import { durationSchema } from '../core/schemas/wire.js'

const timeout = (startToClose: string, heartbeat: string) =>
  z
    .strictObject({
      /** Longest that one attempt may take. */
      startToClose: durationSchema.default(startToClose),
      /** An attempt that is silent for longer is taken for dead and tried again elsewhere. */
      heartbeat: durationSchema.default(heartbeat),
    })
    .prefault({})

/** The Temporal server, the task queues and the time-outs of activities. */
export const temporalConfigSchema = z
  .strictObject({
    /** Host and port. TEMPORAL_ADDRESS and the rest of Temporal's own client configuration stand above it. */
    address: z
      .string()
      .regex(/^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):[0-9]{1,5}$/, 'must be host:port, such as 127.0.0.1:7233')
      .default('127.0.0.1:7233'),
    namespace: z.string().min(1).default('default'),
    /** Base name of the task queues: orchestration has the name itself, the others add `-chain` and `-cpu`. */
    taskQueue: z
      .string()
      .regex(/^[A-Za-z0-9._-]{1,64}$/, 'must be 1 to 64 letters, digits, dots, hyphens or underscores')
      .default('plimsoll'),
    timeouts: z
      .strictObject({
        /** One asset from one source. */
        ingest: timeout('5m', '15s'),
        /** Reads of one block, the market's history of events included. */
        chainRead: timeout('5m', '15s'),
        /** Models and everything else that only computes and stores. */
        compute: timeout('5m', '15s'),
        /** One step of sending a transaction: reserve, sign, broadcast, confirm. */
        chainWrite: timeout('10m', '15s'),
        /** Waiting for signatures, a timelock or an expiry. */
        wait: timeout('60d', '15s'),
      })
      .prefault({}),
  })
  .prefault({})

/** @see temporalConfigSchema */
export type TemporalConfig = z.infer<typeof temporalConfigSchema>
