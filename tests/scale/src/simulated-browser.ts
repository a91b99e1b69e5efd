import { EMPTY_RECEIPT, type AccountBrowser, type AimReply } from '@surefoot/browser-executor'
import { ok, type LegPlan } from '@surefoot/shared/messages'
import { setTimeout as delay } from 'node:timers/promises'
import { ODDS, type BookmakerAccount } from './bookmaker.ts'

export interface SimulatedBrowserOptions {
  readonly origin: string
  readonly bookmaker: BookmakerAccount
  /** How long a slip takes to be filled, and as long again from the click to the receipt. */
  readonly browserMs: number
}

/** A browser without Chromium, in front of a bookmaker without a site. To the executor it is a real one: it needs a permit. */
export function createSimulatedBrowser(options: SimulatedBrowserOptions): AccountBrowser {
  const { origin, bookmaker, browserMs } = options
  const never = Promise.withResolvers<string>()
  const aim = async ({ stake }: LegPlan): Promise<AimReply> => {
    const slip = { odds: ODDS, stake, maxStake: null, balance: bookmaker.balance() }
    return ok({ slip, target: { x: 0, y: 0 } })
  }
  return {
    isSimulated: false,
    lost: never.promise,
    pageOrigin: () => origin,
    watch: async () => undefined,
    readSession: async () => ({ isLoggedIn: true, balance: bookmaker.balance() }),
    prepare: async (plan) => {
      await delay(browserMs)
      return aim(plan)
    },
    aim,
    submit: async ({ permit, expiresAtMs }) => {
      if (performance.now() >= expiresAtMs) return NOT_SENT
      const { stake, odds, betReference } = bookmaker.placeBet(permit)
      await delay(browserMs)
      return { ...EMPTY_RECEIPT, state: 'ACCEPTED', stake, odds, betReference }
    },
    readBets: async () =>
      ok({
        bets: bookmaker.listBets(),
        balance: bookmaker.balance(),
        readAt: new Date().toISOString(),
      }),
    view: () => Promise.reject(new Error('There is nothing to see.')),
    act: () => Promise.reject(new Error('There is nothing to act on.')),
    close: async () => undefined,
  }
}

const NOT_SENT = {
  ...EMPTY_RECEIPT,
  state: 'REJECTED',
  code: 'NOT_CLICKED',
  message: 'Nothing left the browser: the permit had ended.',
} as const
