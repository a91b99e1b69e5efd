import { account, dependencyReport, loggedError } from '@surefoot/shared/messages'
import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { markNow, type Mark } from '../live/elapsed.ts'
import { request } from './request.ts'

/** A server, service, browser or stream, as the gateway judges it. */
const part = z.object({
  id: z.enum([
    'nats',
    'audit',
    'postgres',
    'execution',
    'redis',
    'browser-executor',
    'worker',
    'scanner',
    'hedge',
    'browser-A',
    'browser-B',
    'stream-A',
    'stream-B',
  ]),
  name: z.string(),
  state: z.enum(['ok', 'slow', 'down', 'unknown', 'off']),
  forMs: z.number(),
  message: z.string(),
  advice: z.string().nullable(),
})
export type Part = z.infer<typeof part>
export type PartId = Part['id']

/** What the gateway sends every second. */
export const healthEvent = z.object({ parts: z.array(part) })

const instance = z.object({
  service: z.string(),
  instance: z.string(),
  version: z.string(),
  phase: z.enum(['starting', 'ready', 'stopping', 'stopped']),
  missing: z.array(z.string()),
  deskId: z.string().nullable(),
  silentMs: z.number(),
  isSilent: z.boolean(),
  uptimeMs: z.number(),
  restarts: z.number(),
  dependencies: z.array(dependencyReport),
  errors: z.array(loggedError),
  clockOffsetMs: z.number().nullable(),
})
export type Instance = z.infer<typeof instance>

const stream = z.object({
  account,
  ageMs: z.number().nullable(),
  gaps: z.array(z.object({ lastedMs: z.number(), endedAgoMs: z.number() })),
  quotesMapped: z.number().nullable(),
})
export type Stream = z.infer<typeof stream>

const healthReport = healthEvent.extend({
  instances: z.array(instance),
  streams: z.array(stream),
  countedForMs: z.number(),
})

/** When a judgement of the parts came: ages count from there, on this machine. */
export interface ReceivedHealth {
  readonly parts: readonly Part[]
  readonly received: Mark
}

/** The parts by the gateway's events; asked for only before the first of them. */
export const partsQuery = queryOptions({
  queryKey: ['health', 'parts'],
  queryFn: async (): Promise<ReceivedHealth> => {
    const { parts } = await request('/api/health', healthReport)
    return { parts, received: markNow() }
  },
  staleTime: Number.POSITIVE_INFINITY,
})

/** All that the Health screen shows. */
export const healthQuery = queryOptions({
  queryKey: ['health', 'report'],
  queryFn: async () => {
    const report = await request('/api/health', healthReport)
    return { ...report, received: markNow() }
  },
  refetchInterval: 2000,
})
