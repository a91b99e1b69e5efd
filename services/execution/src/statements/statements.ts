/**
 * Owns the reading of each account's bets now and then, which the ledger holds against its own: it settles the bets that
 * have ended, and finds those that are not ours.
 *
 * 1. One instance at a time reads an account: the ledger's lease `statement:<desk>:<account>` says which. It is kept, not
 *    released, so that the next instance begins when this one has stopped.
 * 2. Accounts do not wait for each other, and do not begin together: a ledger that holds the bets of hundreds of accounts at
 *    once keeps the executions waiting.
 */
import { Fault } from '@surefoot/shared/bus'
import { sendStatement } from '@surefoot/shared/messages'
import { settleExposure } from '../exposure/settle-exposure.ts'
import { readBets } from '../legs/ask-browser.ts'
import type { Ports } from '../ports.ts'
import type { Tasks } from '../tasks.ts'
import { createReadingReports, type AccountId, type ReadingReports } from './reading-reports.ts'

export interface Statements {
  /** Begin to read every account that is due. Throws when the ledger is away. */
  readonly look: () => Promise<void>
}

/** Longer than a reading and its way to the ledger take. */
const SHORTEST_LEASE_MS = 20_000
/** The ledger gives no longer one. */
const LONGEST_LEASE_MS = 120_000
const UUID_LENGTH = 36
/** Between the beginnings of two readings: few accounts are read one soon after another. */
const FARTHEST_APART_MS = 50

export function createStatements(ports: Ports, tasks: Tasks): Statements {
  const reports = createReadingReports(ports.bus)
  return {
    look: async () => {
      const { accounts } = await ports.ledger.due({})
      const apartMs = Math.min(FARTHEST_APART_MS, ports.settings.statementEveryMs / accounts.length)
      for (const [place, { deskId, account }] of accounts.entries()) {
        const id = { deskId, account }
        void tasks.run(`${deskId}:${account}`, async () => {
          if (await hasWaited(ports, place * apartMs)) await takeStatement(ports, reports, id)
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
  reports: ReadingReports,
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
  reports.report({ deskId, account }, reading)
  if (!reading.ok) return
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
