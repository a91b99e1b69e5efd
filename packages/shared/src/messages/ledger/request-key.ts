import { z } from 'zod'
import { actor, deskScope } from '../common.ts'
import { defineRequest } from '../define.ts'

/**
 * Keep what an idempotency key is sent with, before the request is acted on. The first request of a key at a route is the
 * only one that the key ever names: asked again with the same operator and digest it is answered again, and any other is
 * refused. Refused: KEY_REUSED, also for a key that names an execution which was not asked for by it.
 */
export const ledgerRequestKey = defineRequest(
  'ledger.request_key',
  'global',
  z.object({
    ...deskScope,
    /** The pattern of the route, such as `/api/executions`. */
    route: z.string().min(1).max(200),
    key: z.uuid(),
    actor,
    /** SHA-256 of where the request goes and of its body. */
    digest: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  z.object({ isNew: z.boolean() }),
)
