import { ok, type legPrepare, type LegPlan, type Reply } from '@surefoot/shared/messages'
import type { OpenedBrowser } from '../account/opened-browser.ts'
import { checkWatched } from './check-watched.ts'

/** Put the leg on the slip. No money moves. */
export async function onLegPrepare(
  opened: OpenedBrowser,
  plan: LegPlan,
): Promise<Reply<typeof legPrepare.reply>> {
  return opened.turns.take(async () => {
    const refusal = checkWatched(opened, plan)
    if (refusal) return refusal
    opened.bets.readFirst()
    const prepared = await opened.browser.prepare(plan)
    return prepared.ok ? ok({ slip: prepared.slip }) : prepared
  })
}
