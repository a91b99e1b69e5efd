import { ok, refuse, type LegPlan } from '@surefoot/shared/messages'
import { paperReceipt } from '../legs/receipt.ts'
import type { AccountBrowser, AimReply, LaunchBrowser } from '../ports.ts'

/** Safe mode's browser: it opens nothing, reads nothing and takes every leg as asked, on paper. */
export const launchSimulated: LaunchBrowser = async ({ url }) => {
  const never = Promise.withResolvers<string>()
  return {
    isSimulated: true,
    lost: never.promise,
    pageOrigin: () => url.origin,
    watch: async () => undefined,
    readSession: async () => ({ isLoggedIn: true, balance: null }),
    prepare: async (plan) => aim(plan),
    aim: async (plan) => aim(plan),
    submit: async (submit) => paperReceipt(submit),
    readBets: async () => refuse('READ_FAILED', 'A simulated browser has no bets to read.'),
    view: () => Promise.reject(new Error('A simulated browser shows nothing.')),
    act: () => Promise.reject(new Error('Nobody can act in a simulated browser.')),
    close: async () => undefined,
  } satisfies AccountBrowser
}

function aim({ leastOdds, stake }: LegPlan): AimReply {
  const slip = { odds: leastOdds, stake, maxStake: null, balance: null }
  return ok({ slip, target: { x: 0, y: 0 } })
}
