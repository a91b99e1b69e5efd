import {
  ok,
  refuse,
  type Account,
  type AccountRow,
  type browserClose,
  type browserOpen,
  type Control,
  type DeskRow,
  type ExecRequest,
  type ContractRow,
  type ExecutionRecord,
  type LearntLimit,
  type Reply,
} from '@surefoot/shared/messages'
import { createLedgerClock } from '@surefoot/shared/runtime'
import type { Ports } from '../src/ports.ts'
import { BROWSER, idleRow, NOW } from './build.ts'

/** What may happen to one call of the ledger: the answer is lost before or after the commit. */
export type LedgerFault = 'lost_before' | 'lost_after'
type Opened = Reply<typeof browserOpen.reply>
type Done = Reply<typeof browserClose.reply>

/**
 * The processes around a worker, simulated at its ports, on a clock that the test turns: a ledger that compares and
 * sets, and executors whose answers the test holds back. It outlives any worker, as the real ones do.
 */
export class SimulatedPorts {
  readonly rows: Record<Account, AccountRow> = { A: idleRow('A'), B: idleRow('B') }
  /** The needs that came with the last change of control. */
  confirmed: readonly object[] | undefined
  control: Control = { trading: 'HALT_NEW', mode: 'manual', venue: 'paper' }
  /** Every port that was called, and what was announced, in order: `ledger A IDLE→BROWSER_OPENING`, `open A`. */
  readonly calls: string[] = []
  readonly enqueued: ExecRequest[] = []
  readonly declined: string[] = []
  unfinished: ExecutionRecord[] = []
  limits: LearntLimit[] = []
  contracts: ContractRow[] = []
  /** Taken one for each transition, then none. */
  readonly faults: LedgerFault[] = []
  isLedgerSilent = false
  isEnqueueFailing = false
  openReply: (account: Account) => Promise<Opened> = async (account) =>
    ok({ browserId: BROWSER[account], executorId: 'executor-1', epoch: 1 })
  closeReply: () => Promise<Done> = async () => ok({})
  watchReply: () => Promise<Done> = async () => ok({})
  nowMs = NOW
  /** By how much the wall clock is ahead of the ledger's; ages are not counted by it. */
  aheadMs = 0
  #ids = 0
  #commits = 0

  callsOf(account: Account): string[] {
    return this.calls.filter((call) => call.split(' ')[1] === account)
  }

  deskRow(): DeskRow {
    return { deskId: 'main', control: this.control, accounts: { ...this.rows } }
  }

  ports(): Ports {
    const silent = refuse('LEDGER_SILENT', 'The ledger does not answer.')
    const clock = createLedgerClock({
      wallMs: () => this.nowMs + this.aheadMs,
      monotonicMs: () => this.nowMs - NOW,
    })
    // The lease is renewed every second: a reply has just come.
    const read = () => {
      clock.begin()({ ledgerMs: this.nowMs, errorMs: 0 })
      return clock.read()
    }
    const ledgerClock = { ...clock, read }
    const answer = <T>(give: () => T) => (this.isLedgerSilent ? silent : give())
    return {
      ledger: {
        desk: async () => answer(() => ok(this.deskRow())),
        transition: async (step) => answer(() => this.#transition(step)),
        control: async ({ change, despite }) =>
          answer(() => {
            this.confirmed = despite
            const { trading, mode, venue } = this.control
            this.control = {
              trading: change.trading ?? trading,
              mode: change.mode ?? mode,
              venue: change.venue ?? venue,
            }
            return ok({ control: this.control, at: new Date(this.nowMs).toISOString() })
          }),
        lease: async () => answer(() => ok({ epoch: 1, expiresAt: new Date(NOW).toISOString() })),
        unfinished: async () =>
          answer(() =>
            ok({
              executions: this.unfinished,
              now: new Date(this.nowMs).toISOString(),
              next: null,
            }),
          ),
        execution: async ({ executionId }) =>
          answer(() => {
            const record = this.unfinished.find(({ execution }) => execution.id === executionId)
            return record ? ok(record) : refuse('NOT_FOUND', 'No such execution.')
          }),
        contractList: async () => answer(() => ok({ contracts: this.contracts })),
        limits: async () => answer(() => ok({ limits: this.limits, next: null })),
        contractGet: async ({ providerId }) =>
          answer(() => {
            const contract = this.contracts.find((each) => each.providerId === providerId)
            return contract ? ok({ contract }) : refuse('NOT_FOUND', 'No such contract.')
          }),
      },
      browsers: {
        open: async ({ account }) => {
          this.calls.push(`open ${account}`)
          return this.openReply(account)
        },
        close: async ({ account }) => {
          this.calls.push(`close ${account}`)
          return this.closeReply()
        },
        watch: async ({ account }) => {
          this.calls.push(`watch ${account}`)
          return this.watchReply()
        },
      },
      announce: {
        accountChanged: ({ account, from, to }) =>
          void this.calls.push(`announce ${account} ${from}→${to}`),
        deskChanged: () => undefined,
        opportunityDeclined: ({ code }) => void this.declined.push(code),
        log: ({ code }) => void this.calls.push(`log ${code}`),
      },
      enqueue: async (request) => {
        this.enqueued.push(request)
        if (this.isEnqueueFailing) throw new Error('the queue did not answer')
      },
      clock: { monotonicMs: () => this.nowMs },
      ledgerClock,
      newId: () => `00000000-0000-4000-8000-${String(++this.#ids).padStart(12, '0')}`,
    }
  }

  #transition(step: Parameters<Ports['ledger']['transition']>[0]) {
    const fault = this.faults.shift()
    const silent = refuse('LEDGER_SILENT', 'The ledger does not answer.')
    if (fault === 'lost_before') return silent
    const { deskId, account, from, to, reason } = step
    const { url = null, browserId = null, providerId = null, contractVersion = null } = step
    if (this.rows[account].state !== from) return refuse('STALE', 'The account stands elsewhere.')
    this.calls.push(`ledger ${account} ${from}→${to}`)
    const changedAt = new Date(NOW + ++this.#commits).toISOString()
    const bound = { url, browserId, providerId, contractVersion }
    const row = { deskId, account, state: to, reason, changedAt, ...bound }
    this.rows[account] = row
    return fault === 'lost_after' ? silent : ok({ account: row })
  }
}
