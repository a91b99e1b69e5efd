/**
 * Owns the one submit of a hedge. `submitOnce` has the rule: it is never sent again. Silence voids a leg that was not armed,
 * and leaves one that was to the execution's watchdog.
 */
import { submitOnce } from '@surefoot/execution-rules'
import { legPlace, type Leg } from '@surefoot/shared/messages'
import type { Ports } from '../ports.ts'

const LONGEST_REASON = 500

/** Place the hedge leg and record what came of it, if the ledger does not hold it already. */
export async function placeHedge(
  { bus, ledger, logger, settings }: Ports,
  leg: Leg,
): Promise<void> {
  const { legId } = leg
  const move = await submitOnce(
    () => bus.request(legPlace, leg, { deadlineMs: settings.executionTimeoutMs }),
    (error) => logger.warn({ err: error, legId }, 'a hedge was not answered'),
  )
  const reason = move.reason.slice(0, LONGEST_REASON)
  await ledger.record({ ...move, reason, legId, by: 'hedge' })
}
