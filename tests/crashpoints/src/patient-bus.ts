import { NoReply, type Bus } from '@surefoot/shared/bus'
import { setTimeout as delay } from 'node:timers/promises'

const ASK_AGAIN_MS = 200
/** What a machine that does much besides may need. */
const PATIENCE_MS = 600_000

/**
 * The bus as a person has it, who asks again where no reply came: all that a person asks here may be asked twice. Throws
 * NoReply after ten minutes.
 */
export function createPatientBus(bus: Bus): Bus {
  return {
    ...bus,
    request: async (definition, body, options) => {
      const giveUpAt = performance.now() + PATIENCE_MS
      for (;;) {
        const isLate = performance.now() > giveUpAt
        try {
          const reply = await bus.request(definition, body, options)
          // Nothing was done: it came after its deadline.
          if (reply.ok || reply.code !== 'TOO_LATE' || isLate) return reply
        } catch (error) {
          if (!(error instanceof NoReply) || isLate) throw error
        }
        await delay(ASK_AGAIN_MS)
      }
    },
  }
}
