import { z } from 'zod'
import { accountScope, epochMs, providerId } from './common.ts'
import { defineEvent } from './define.ts'

/** The first frame of a watched stream that mapped to at least one quote. `browser.status` repeats it. */
export const streamFirstPacket = defineEvent(
  'stream.first_packet',
  'global',
  z.object({ ...accountScope, browserId: z.uuid(), providerId, receivedAt: epochMs }),
)
