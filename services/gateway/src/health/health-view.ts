import { ACCOUNTS, loggedError, serviceStatus, type Account } from '@surefoot/shared/messages'
import { z } from 'zod'

/** The servers and services that a desk needs, what stands nearest to the gateway first. */
const SHARED_PARTS = [
  'nats',
  'audit',
  'postgres',
  'execution',
  'redis',
  'browser-executor',
  'worker',
  'scanner',
  'hedge',
] as const
export const PARTS = [...SHARED_PARTS, 'browser-A', 'browser-B', 'stream-A', 'stream-B'] as const
export const partId = z.enum(PARTS)
export type PartId = z.infer<typeof partId>

export const browserPart = (account: Account): PartId => `browser-${account}`
export const streamPart = (account: Account): PartId => `stream-${account}`

/**
 * `ok`: there is recent evidence that it works. `slow`: it works, but late or only in part. `down`: it was asked, or should
 * have reported, and did not. `unknown`: there is no evidence, such as for all that is behind a server that is down. `off`:
 * nobody asked for it.
 */
export const partHealth = z.object({
  id: partId,
  name: z.string(),
  state: z.enum(['ok', 'slow', 'down', 'unknown', 'off']),
  /** How long the gateway has seen it in this state, milliseconds. */
  forMs: z.number().int().nonnegative(),
  /** What is so, as a clause: "NATS does not reply". */
  message: z.string(),
  /** What to do about it; null where nothing is to be done. */
  advice: z.string().nullable(),
})
export type PartHealth = z.infer<typeof partHealth>

/** The health of all parts, sent every second. */
const healthEvent = z.object({ parts: z.array(partHealth) })

const instanceHealth = serviceStatus.body
  .pick({ service: true, instance: true, version: true, phase: true, missing: true })
  .extend({
    /** Null where it does not work for one desk alone. */
    deskId: z.string().nullable(),
    /** Since its last report, milliseconds. */
    silentMs: z.number().int().nonnegative(),
    isSilent: z.boolean(),
    uptimeMs: z.number().int().nonnegative(),
    /** How often it was started again since this gateway started. */
    restarts: z.number().int().nonnegative(),
    dependencies: serviceStatus.body.shape.dependencies,
    errors: z.array(loggedError),
    /** Of its machine's clock to the ledger's: above 0 it is ahead. Null where it was not measured. */
    clockOffsetMs: z.number().int().nullable(),
  })
export type InstanceHealth = z.infer<typeof instanceHealth>

const streamHealth = z.object({
  account: z.enum(ACCOUNTS),
  /** Since the last packet, milliseconds; null where none has come. */
  ageMs: z.number().int().nonnegative().nullable(),
  /** The longest silences since this gateway started, the longest first, milliseconds. */
  gaps: z.array(z.object({ lastedMs: z.number().int(), endedAgoMs: z.number().int() })).max(5),
  quotesMapped: z.number().int().nullable(),
})
export type StreamHealth = z.infer<typeof streamHealth>

/** All that the Health screen shows. */
export const healthReport = healthEvent.extend({
  instances: z.array(instanceHealth),
  streams: z.array(streamHealth),
  /** How long this gateway has counted restarts and gaps, milliseconds. */
  countedForMs: z.number().int().nonnegative(),
})
export type HealthReport = z.infer<typeof healthReport>
