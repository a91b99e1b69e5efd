/**
 * Owns the reading of each account's bets now and then, which the ledger holds against its own: it settles the bets that
 * have ended, and finds those that are not ours.
 *
 * 1. One instance at a time reads an account: the ledger's lease `statement:<desk>:<account>` says which. It is kept, not
 *    released, so that the next instance begins when this one has stopped.
 * 2. An account that cannot be read is told of once, and once more when it can be read again.
 * 3. Accounts do not wait for each other, and do not begin together: a ledger that holds the bets of hundreds of accounts at
 *    once keeps the executions waiting.
 */
import {
  Fault,
  sendStatement,
  type Account,
  type BetsReading,
  type Refusal,
} from '@surefoot/shared'
import { readBets } from './ask-browser.ts'
import type { Ports } from './ports.ts'
import { settleExposure } from './settle-exposure.ts'
import type { Tasks } from './tasks.ts'

export interface Statements {
  /** Begin to read every account that is due. Throws when the ledger is away. */
  readonly look: () => Promise<void>
}

interface AccountId {
  readonly deskId: string
  readonly account: Account
}

/** Longer than a reading and its way to the ledger take. */
const SHORTEST_LEASE_MS = 20_000
/** The ledger gives no longer one. */
const LONGEST_LEASE_MS = 120_000
const UUID_LENGTH = 36
/** Between the beginnings of two readings: few accounts are read one soon after another. */
const FARTHEST_APART_MS = 50

export function createStatements(ports: Ports, tasks: Tasks): Statements {
  /** The code of what stands in the way of an account's reading. */
  const hindered = new Map<string, string>()
  return {
    look: async () => {
      const { accounts } = await ports.ledger.due({})
      const apartMs = Math.min(FARTHEST_APART_MS, ports.settings.statementEveryMs / accounts.length)
      for (const [place, { deskId, account }] of accounts.entries()) {
        const id = { deskId, account }
        void tasks.run(`${deskId}:${account}`, async () => {
          if (await hasWaited(ports, place * apartMs)) await takeStatement(ports, hindered, id)
        })
      }
    },
  }
}

/** False if the service stops meanwhile. */
async function hasWaited({ clock, stopping }: Ports, ms: number): Promise<boolean> {
  return clock.delay(ms, stopping).then(
    () => true,
    () => false,
  )
}

async function takeStatement(
  ports: Ports,
  hindered: Map<string, string>,
  { deskId, account }: AccountId,
): Promise<void> {
  const resource = `statement:${deskId}:${account}`
  const lease = await ports.ledger.lease({
    resource,
    holder: ports.instanceId,
    ttlMs: Math.min(LONGEST_LEASE_MS, Math.max(SHORTEST_LEASE_MS, ports.settings.statementEveryMs)),
  })
  if (!lease.ok) return
  const reading = await readBets(ports.bus, { deskId, account })
  const before = hindered.get(resource)
  if (!reading.ok) {
    hindered.set(resource, reading.code)
    if (before !== reading.code) tellUnread(ports, { deskId, account }, reading)
    return
  }
  if (hindered.delete(resource)) tellRead(ports, { deskId, account })
  if (reading.unreadable !== undefined)
    tellUnreadRows(ports, { deskId, account }, reading, hindered)
  const { bets, balance, readAt, providerId } = reading
  const stated = { deskId, account, bets, balance, readAt, providerId }
  const answer = await sendStatement((part) => ports.ledger.statement(part), stated)
  if (!answer.ok) throw new Fault(answer.code, answer.message, 'retry')
  const { settled } = answer
  await freeSettled(ports, settled)
}

/** What has ended is outstanding no more. */
async function freeSettled(ports: Ports, legIds: readonly string[]): Promise<void> {
  const executionIds = new Set(legIds.map((legId) => legId.slice(0, UUID_LENGTH)))
  for (const executionId of executionIds) {
    await settleExposure(ports, await ports.ledger.execution({ executionId }))
  }
}

function tellUnread({ bus }: Ports, id: AccountId, { code, message }: Refusal): void {
  bus.log({
    level: 'warn',
    code: 'STATEMENT_UNREAD',
    message: `The bets of account ${id.account} cannot be read (${code}), so none of them is settled: ${message}`,
    ...id,
  })
}

/** Once for each set of rows: they are read again and again. */
function tellUnreadRows(
  { bus }: Ports,
  id: AccountId,
  { unreadable = 0, unreadableRows = [] }: BetsReading,
  hindered: Map<string, string>,
): void {
  const resource = `rows:${id.deskId}:${id.account}`
  const rows = unreadableRows.join('\n')
  if (hindered.get(resource) === rows) return
  hindered.set(resource, rows)
  bus.log({
    level: 'warn',
    code: 'BETS_UNREADABLE',
    message: `${unreadable} bets that account ${id.account} lists cannot be read. The others are; but no leg is proven absent meanwhile. Teach the lists of the contract again.`,
    ...id,
    details: { rows: unreadableRows },
  })
}

function tellRead({ bus }: Ports, id: AccountId): void {
  const message = `The bets of account ${id.account} can be read again`
  bus.log({ level: 'info', code: 'STATEMENT_READ', message, ...id })
}
