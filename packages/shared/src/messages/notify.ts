import { z } from 'zod'
import { actor, deskScope, instant } from './common.ts'
import { defineRequest } from './define.ts'
import { alertChannel, alertKind } from './ledger/alert.ts'

/** A way by which a desk's alerts leave. Holds no secret. */
export const notifyChannel = z.object({
  channel: alertChannel,
  /** Where it leads, as an operator recognises it: a host, a chat, addresses. */
  target: z.string().max(300),
  kinds: z.array(alertKind),
})
export type NotifyChannel = z.infer<typeof notifyChannel>

/** The beat that an outside monitor expects. */
const heartbeatState = z.object({
  target: z.string().max(300),
  everyMs: z.number().int(),
  lastSentAt: instant.nullable(),
  /** Why the last beat was not sent, or not taken; null where it was. */
  error: z.string().max(500).nullable(),
})
export type HeartbeatState = z.infer<typeof heartbeatState>

/** How the notify service of a desk is set up. */
export const notifyChannels = defineRequest(
  'notify.channels',
  'desk',
  z.object(deskScope),
  z.object({
    channels: z.array(notifyChannel),
    /** As it was configured; null where there are none. */
    quietHours: z.string().nullable(),
    isQuiet: z.boolean(),
    repeatMs: z.number().int(),
    heartbeat: heartbeatState.nullable(),
  }),
)

/** Send a test message by one channel now, and answer what became of it. Refused: NOT_CONFIGURED. */
export const notifyTest = defineRequest(
  'notify.test',
  'desk',
  z.object({ ...deskScope, channel: alertChannel, actor }),
  z.object({ isSent: z.boolean(), error: z.string().nullable(), at: instant }),
)
