/**
 * The browser port of the executor on a simulated page: slip, click and answer take time, and each may be the last thing
 * that happens. What goes out to the bookmaker arrives whether or not the browser and its executor live on.
 */
import {
  decideRequest,
  EMPTY_RECEIPT,
  type AccountBrowser,
  type AimReply,
  type Submit,
} from '@surefoot/browser-executor'
import { compareOdds, toMinor } from '@surefoot/arbitrage'
import { ok, refuse, type LegPlan, type Receipt } from '@surefoot/shared/messages'
import type { Schedule } from '../time/schedule.ts'
import type { SimProcess } from '../time/sim-process.ts'
import type { Bookmaker, Verdict } from './bookmaker.ts'

export interface SimBrowserParts {
  readonly schedule: Schedule
  /** The executor's. */
  readonly process: SimProcess
  readonly bookmaker: Bookmaker
  readonly origin: string
}

export interface SimBrowser extends AccountBrowser {
  /** As if its process was killed. */
  readonly lose: () => void
}

const FILL_MS = 30
const READ_MS = 15
const CLICK_MS = 10
const WAY_MS = 20

export function createSimBrowser(parts: SimBrowserParts): SimBrowser {
  const { process, bookmaker, origin } = parts
  const lost = Promise.withResolvers<string>()
  let filled: LegPlan | null = null
  const aim = async (plan: LegPlan): Promise<AimReply> => {
    await wait(process, READ_MS, 'reads the slip')
    if (filled === null || !isSameBet(filled, plan))
      return refuse('SLIP_INVALID', 'The slip shows another bet.')
    return aimAt(bookmaker, plan)
  }
  return {
    isSimulated: false,
    lost: lost.promise,
    lose: () => lost.resolve('The browser has crashed.'),
    pageOrigin: () => origin,
    watch: () => wait(process, FILL_MS, 'loads the page'),
    readSession: async () => {
      await wait(process, READ_MS, 'reads the session')
      return { isLoggedIn: true, balance: bookmaker.balance() }
    },
    prepare: async (plan) => {
      await wait(process, FILL_MS, 'fills the slip')
      filled = plan
      return aim(plan)
    },
    aim,
    submit: (submit) => click(parts, submit, lost.promise),
    readBets: async () => {
      await wait(process, READ_MS, 'reads the bets')
      return bookmaker.readBets()
    },
    view: () => Promise.reject(new Error('The simulation shows nothing.')),
    act: () => Promise.reject(new Error('Nobody can act in the simulation.')),
    close: () => wait(process, READ_MS, 'closes the browser'),
  }
}

/** Something that the process waits for, and may not live to see. */
function wait(process: SimProcess, afterMs: number, label: string): Promise<void> {
  return new Promise((resolve) => {
    process.say(() => void process.later({ afterMs, label }, resolve))
  })
}

function isSameBet(one: LegPlan, other: LegPlan): boolean {
  return one.legId === other.legId && toMinor(one.stake) === toMinor(other.stake)
}

/** What decides a real slip, as far as the simulation has it. */
function aimAt(bookmaker: Bookmaker, { selectionId, leastOdds, stake }: LegPlan): AimReply {
  const quote = bookmaker.quote(selectionId)
  if (!quote.ok) return quote
  const { odds } = quote
  if (compareOdds(odds, leastOdds) < 0)
    return refuse('ODDS_MOVED', `Odds of at least ${leastOdds} were asked, the slip says ${odds}.`)
  const maxStake = bookmaker.maxStake()
  if (maxStake !== null && toMinor(maxStake) < toMinor(stake))
    return refuse('STAKE_OVER_LIMIT', `A stake of ${stake} was asked, the largest is ${maxStake}.`)
  const slip = { odds, stake, maxStake, balance: bookmaker.balance() }
  return ok({ slip, target: { x: 0, y: 0 } })
}

/** One click. It leaves if the fence lets it, and then whatever becomes of the browser does not stop it. */
async function click(
  { schedule, process, bookmaker }: SimBrowserParts,
  submit: Submit,
  lost: Promise<string>,
): Promise<Receipt> {
  const { permit, aimed, expiresAtMs, waitMs } = submit
  await wait(process, CLICK_MS, `clicks for ${permit.legId}`)
  const asked = { ...permit, odds: aimed.slip.odds }
  const fence = decideRequest(asked, { permit, expiresAtMs, isSpent: false }, process.steadyMs())
  if (!fence.lets) {
    const message = `Nothing left the browser: ${fence.why}.`
    return { ...EMPTY_RECEIPT, state: 'REJECTED', code: 'FENCE_BLOCKED', message }
  }
  return new Promise((resolve) => {
    let known = EMPTY_RECEIPT
    const giveUp = (why: string): void =>
      resolve({ ...known, state: 'UNKNOWN', message: `The bet was sent and not answered: ${why}.` })
    const hear = (verdict: Verdict): void => {
      process.later({ afterMs: WAY_MS, label: `reads ${verdict.state}` }, () => {
        known = { ...EMPTY_RECEIPT, ...verdict, raw: JSON.stringify(verdict) }
        if (verdict.state === 'PENDING') submit.onPending(known)
        else resolve(known)
      })
    }
    void lost.then(() => giveUp('the browser has crashed'))
    process.later({ afterMs: waitMs, label: 'waited in vain for the bookmaker' }, () =>
      giveUp('it took too long'),
    )
    process.say(() => {
      const label = `${bookmaker.providerId} gets ${permit.legId}`
      schedule.plan({ afterMs: WAY_MS, label, owner: null }, () => bookmaker.place(permit, hear))
    })
  })
}
