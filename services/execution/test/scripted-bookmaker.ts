import type { Bus } from '@surefoot/shared/bus'
import {
  ACCOUNTS,
  betsRead,
  ledgerArm,
  ledgerEvidence,
  ledgerLease,
  ledgerRecord,
  legPlace,
  legPrepare,
  ok,
  refuse,
  type Account,
  type Bet,
  type LegPlan,
  type LegRole,
  type Permit,
  type Receipt,
  type Refusal,
  type Reply,
} from '@surefoot/shared/messages'
import { randomUUID } from 'node:crypto'

/**
 * What becomes of a leg at the bookmaker. `deny`: refused before a permit. `reject for its price`: rejected, and from then on
 * at odds that win nothing. `lose the answer`: accepted and recorded, but the
 * reply never comes. `answer nothing known`: in the book, and the executor could not read the answer. `die after the click`: in the book, and nobody says so. `die before the click`: armed, and no bet.
 */
export type Fate =
  | 'accept'
  | 'reject'
  | 'reject for its price'
  | 'reduce'
  | 'pend'
  | 'deny'
  | 'lose the answer'
  | 'answer nothing known'
  | 'die after the click'
  | 'die before the click'

/** `place A`: before its permit is asked for. `answer A`: the bet is taken and recorded, and the reply not yet sent. */
export type Moment = `${'prepare' | 'place' | 'answer'} ${LegRole}` | `read ${Account}`

export interface BookedBet extends Bet {
  readonly legId: string
}

export interface ScriptedBookmaker extends AsyncDisposable {
  /** The private books: what each account's provider really took. */
  readonly book: Record<Account, BookedBet[]>
  readonly placed: string[]
  readonly fates: Record<LegRole, Fate>
  /** While set, a slip of this leg cannot be prepared. */
  readonly unprepared: Set<LegRole>
  /** While set, the account's bets cannot be read. */
  readonly loggedOut: Set<Account>
  /** How often the account's bets were read, and how many readings there were at once at most. */
  readonly reads: Record<Account, { count: number; present: number; most: number }>
  /** Called, and waited for, as something is about to be done. */
  before: (moment: Moment) => Promise<void>
  /** Present odds by the end of a selection's name; 2.1 for any other. */
  readonly odds: Map<string, string>
}

const EXECUTOR = 'scripted'
const OPENING_BALANCE = 10_000
const DEADLINE_MS = 60_000
const LIVE_DELAY_MS = 300

/** Both accounts' executors and providers at the bus: permits and receipts go through the real ledger. */
export async function openBookmaker(bus: Bus, deskId: string): Promise<ScriptedBookmaker> {
  const book: Record<Account, BookedBet[]> = { A: [], B: [] }
  const epochs = new Map<Account, number>()
  for (const account of ACCOUNTS) {
    const resource = `account:${deskId}:${account}`
    const lease = { resource, holder: EXECUTOR, ttlMs: 120_000 }
    const reply = await bus.request(ledgerLease, lease, { deadlineMs: DEADLINE_MS })
    if (!reply.ok) throw new Error(reply.message)
    epochs.set(account, reply.epoch)
    const evidence = {
      deskId,
      account,
      providerId: account === 'A' ? 'north' : 'south',
      contractVersion: 1,
      executorId: EXECUTOR,
      epoch: reply.epoch,
      missing: [],
    }
    await bus.request(ledgerEvidence, evidence, { deadlineMs: DEADLINE_MS })
  }
  const balanceOf = (account: Account): string =>
    book[account].reduce((rest, bet) => rest - Number(bet.stake), OPENING_BALANCE).toFixed(2)
  const oddsOf = ({ selectionId }: LegPlan): string =>
    [...bookmaker.odds].find(([end]) => selectionId.endsWith(end))?.[1] ?? '2.1'

  async function arm(plan: LegPlan): Promise<Permit | Refusal> {
    const ask = {
      legId: plan.legId,
      executorId: EXECUTOR,
      epoch: epochs.get(plan.account) ?? 0,
      nonce: randomUUID(),
      isSimulated: false,
      balanceBefore: balanceOf(plan.account),
    }
    const reply = await bus.request(ledgerArm, ask, { deadlineMs: DEADLINE_MS })
    return reply.ok ? reply.permit : reply
  }

  function take(plan: LegPlan, permit: Permit, part = 1): BookedBet {
    const bet: BookedBet = {
      legId: plan.legId,
      betReference: `bet-${plan.legId}-${book[plan.account].length}`,
      selectionId: permit.selectionId,
      stake: (Number(permit.stake) * part).toFixed(2),
      odds: oddsOf(plan),
      status: 'open',
      placedAt: new Date().toISOString(),
      returned: null,
      cashOut: null,
    }
    book[plan.account].push(bet)
    return bet
  }

  async function record(
    plan: LegPlan,
    state: Receipt['state'],
    bet?: BookedBet,
  ): Promise<Reply<typeof legPlace.reply>> {
    const receipt: Receipt = {
      state,
      stake: bet?.stake ?? null,
      odds: bet?.odds ?? null,
      betReference: bet?.betReference ?? null,
      code: state === 'REJECTED' ? 'ODDS_CHANGED' : null,
      message: state === 'REJECTED' ? 'The price has changed' : null,
      paper: false,
      raw: null,
    }
    const entry = { legId: plan.legId, to: state, by: EXECUTOR, reason: state, receipt }
    await bus.request(ledgerRecord, entry, { deadlineMs: DEADLINE_MS })
    await bookmaker.before(`answer ${plan.role}`)
    return ok({ state, receipt })
  }

  async function prepare(plan: LegPlan): Promise<Reply<typeof legPrepare.reply>> {
    await bookmaker.before(`prepare ${plan.role}`)
    if (bookmaker.unprepared.has(plan.role)) {
      return refuse('SUSPENDED', 'The selection is suspended')
    }
    const { stake, account } = plan
    return ok({ slip: { odds: oddsOf(plan), stake, maxStake: null, balance: balanceOf(account) } })
  }

  async function read(account: Account): Promise<Reply<typeof betsRead.reply>> {
    const reads = bookmaker.reads[account]
    reads.count += 1
    reads.present += 1
    reads.most = Math.max(reads.most, reads.present)
    await bookmaker.before(`read ${account}`)
    reads.present -= 1
    if (bookmaker.loggedOut.has(account)) return refuse('LOGGED_OUT', 'Nobody is logged in')
    const readAt = new Date().toISOString()
    return ok({ bets: book[account], balance: balanceOf(account), readAt })
  }

  async function place(plan: LegPlan): Promise<Reply<typeof legPlace.reply>> {
    bookmaker.placed.push(plan.legId)
    await bookmaker.before(`place ${plan.role}`)
    const fate = bookmaker.fates[plan.role]
    if (fate === 'deny') return refuse('SUSPENDED', 'The selection is suspended')
    const permit = await arm(plan)
    if ('ok' in permit) return permit
    switch (fate) {
      case 'accept':
        return record(plan, 'ACCEPTED', take(plan, permit))
      case 'reduce':
        return record(plan, 'ACCEPTED', take(plan, permit, 0.5))
      case 'reject':
        return record(plan, 'REJECTED')
      case 'reject for its price':
        bookmaker.odds.set(plan.selectionId, '1.1')
        return record(plan, 'REJECTED')
      case 'pend': {
        setTimeout(() => take(plan, permit), LIVE_DELAY_MS)
        return record(plan, 'PENDING')
      }
      case 'lose the answer': {
        await record(plan, 'ACCEPTED', take(plan, permit))
        throw new Error('the answer is lost')
      }
      case 'answer nothing known':
        take(plan, permit)
        return record(plan, 'UNKNOWN')
      case 'die after the click':
        take(plan, permit)
        throw new Error('the browser died')
      case 'die before the click':
        throw new Error('the browser died')
    }
  }

  const listeners = await Promise.all(
    ACCOUNTS.flatMap((account) => {
      const scope = { deskId, account }
      return [
        bus.serve(legPrepare, prepare, { scope }),
        bus.serve(legPlace, place, { scope }),
        bus.serve(betsRead, () => read(account), { scope }),
      ]
    }),
  )
  const bookmaker: ScriptedBookmaker = {
    book,
    placed: [],
    fates: { A: 'accept', B: 'accept', H: 'accept' },
    unprepared: new Set(),
    loggedOut: new Set(),
    reads: { A: noReads(), B: noReads() },
    before: async () => undefined,
    odds: new Map([[' away at north', '1.8']]),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(listeners.map((listener) => listener.stop()))
    },
  }
  return bookmaker
}

const noReads = () => ({ count: 0, present: 0, most: 0 })
