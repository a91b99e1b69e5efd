/**
 * Owns what is logged of the reading of an account's bets: once that it cannot be read, and once more when it can be read
 * again. An account is read for as long as it has bets, and the log is not to repeat what has not changed.
 */
import type { Bus } from '@surefoot/shared/bus'
import type { Account, betsRead, BetsReading, Refusal, Reply } from '@surefoot/shared/messages'

export interface AccountId {
  readonly deskId: string
  readonly account: Account
}

export interface ReadingReports {
  readonly report: (id: AccountId, reading: Reply<typeof betsRead.reply>) => void
}

type Log = Pick<Bus, 'log'>

export function createReadingReports(bus: Log): ReadingReports {
  /** By account: the code of what prevents its reading. */
  const refused = new Map<string, string>()
  /** By account: the rows that cannot be read. */
  const unreadable = new Map<string, string>()
  return {
    report: (id, reading) => {
      const account = `${id.deskId}:${id.account}`
      if (!reading.ok) {
        const before = refused.get(account)
        refused.set(account, reading.code)
        if (before !== reading.code) logUnread(bus, id, reading)
        return
      }
      if (refused.delete(account)) logRead(bus, id)
      if (reading.unreadable === undefined) return
      const rows = (reading.unreadableRows ?? []).join('\n')
      if (unreadable.get(account) === rows) return
      unreadable.set(account, rows)
      logUnreadRows(bus, id, reading)
    },
  }
}

function logUnread(bus: Log, id: AccountId, { code, message }: Refusal): void {
  bus.log({
    level: 'warn',
    code: 'STATEMENT_UNREAD',
    message: `The bets of account ${id.account} cannot be read (${code}), so none of them is settled: ${message}`,
    ...id,
  })
}

function logUnreadRows(
  bus: Log,
  id: AccountId,
  { unreadable = 0, unreadableRows = [] }: BetsReading,
): void {
  bus.log({
    level: 'warn',
    code: 'BETS_UNREADABLE',
    message: `${unreadable} bets that account ${id.account} lists cannot be read. The others are; but no leg is proven absent meanwhile. Teach the lists of the contract again.`,
    ...id,
    details: { rows: unreadableRows },
  })
}

function logRead(bus: Log, id: AccountId): void {
  const message = `The bets of account ${id.account} can be read again`
  bus.log({ level: 'info', code: 'STATEMENT_READ', message, ...id })
}
