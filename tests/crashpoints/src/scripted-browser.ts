/**
 * An account's browser in front of a scripted bookmaker. What Chromium's fence does is done here: nothing leaves at or after
 * the end of the permit's life, and what went wrong from the click on is a receipt of UNKNOWN.
 */
import {
  EMPTY_RECEIPT,
  type AccountBrowser,
  type AimReply,
  type Submit,
} from '@surefoot/browser-executor'
import {
  ok,
  refuse,
  type Account,
  type Bet,
  type LegPlan,
  type Receipt,
} from '@surefoot/shared/messages'
import type { Answer, Bookmakers } from './bookmaker.ts'
import type { Mortality } from './mortality.ts'
import { placeOf } from './scenario.ts'

export interface ScriptedBrowserOptions {
  readonly account: Account
  readonly origin: string
  readonly bookmakers: Bookmakers
  readonly mortality: Mortality
  /** What happens elsewhere while a leg is clicked. */
  readonly onClick: (plan: LegPlan) => Promise<void>
}

const NOTHING: Answer = { kind: 'nothing' }
const NOT_SENT: Receipt = {
  ...EMPTY_RECEIPT,
  state: 'REJECTED',
  code: 'NOT_CLICKED',
  message: 'Nothing left the browser: the permit had ended.',
}

export function createScriptedBrowser(options: ScriptedBrowserOptions): AccountBrowser {
  const { account, origin, bookmakers } = options
  const never = Promise.withResolvers<string>()
  const balance = (): string => bookmakers.balanceOf(account)
  const aim = async (plan: LegPlan): Promise<AimReply> => {
    const odds = bookmakers.oddsOf(plan)
    const slip = { odds, stake: plan.stake, maxStake: null, balance: balance() }
    return ok({ slip, target: { x: 0, y: 0 } })
  }
  return {
    isSimulated: false,
    lost: never.promise,
    pageOrigin: () => origin,
    watch: async () => undefined,
    readSession: async () => ({ isLoggedIn: true, balance: balance() }),
    prepare: aim,
    aim,
    submit: (submit) => submitOnce(options, submit),
    readBets: async () => {
      const bets = bookmakers.listBets(account)
      if (bets === undefined) return refuse('LOGGED_OUT', 'The account is logged out.')
      return ok({ bets, balance: balance(), readAt: new Date().toISOString() })
    },
    view: () => Promise.reject(new Error('There is nothing to see.')),
    act: () => Promise.reject(new Error('There is nothing to act on.')),
    close: async () => undefined,
  }
}

async function submitOnce(options: ScriptedBrowserOptions, submit: Submit): Promise<Receipt> {
  const { mortality } = options
  const place = placeOf(submit.plan)
  const answer = await mortality.say({
    name: `click ${place}`,
    step: () => click(options, submit),
    onLost: () => NOTHING,
  })
  return mortality.say({
    name: `receipt ${place}`,
    step: () => readReceipt(submit, answer),
    onLost: () => EMPTY_RECEIPT,
  })
}

async function click(
  { bookmakers, onClick }: ScriptedBrowserOptions,
  { plan, permit, expiresAtMs }: Submit,
): Promise<Answer | 'not sent'> {
  if (performance.now() >= expiresAtMs) return 'not sent'
  const answer = bookmakers.placeBet(plan, permit)
  await onClick(plan)
  return answer
}

async function readReceipt(submit: Submit, answer: Answer | 'not sent'): Promise<Receipt> {
  if (answer === 'not sent') return NOT_SENT
  switch (answer.kind) {
    case 'nothing':
      return { ...EMPTY_RECEIPT, message: 'The bet was sent and not answered.' }
    case 'rejected':
      return {
        ...EMPTY_RECEIPT,
        state: 'REJECTED',
        code: 'ODDS_CHANGED',
        message: 'The price has changed.',
      }
    case 'accepted':
      return receiptOf('ACCEPTED', answer.bet)
    case 'held':
      submit.onPending(receiptOf('PENDING', answer.bet))
      return receiptOf('ACCEPTED', await answer.decided)
  }
}

function receiptOf(state: 'ACCEPTED' | 'PENDING', { stake, odds, betReference }: Bet): Receipt {
  return { ...EMPTY_RECEIPT, state, stake, odds, betReference }
}
