import type { Bus } from '@surefoot/shared/bus'
import {
  accountToggle,
  betsRead,
  browserActs,
  browserView,
  contractDelete,
  contractGet,
  contractImport,
  contractList,
  deskControl,
  deskExecute,
  hedgeChoose,
  ledgerAccept,
  ledgerAdopt,
  ledgerApprove,
  ledgerChain,
  ledgerDesk,
  ledgerExecution,
  ledgerExecutions,
  ledgerExposure,
  ledgerImported,
  ledgerJournal,
  ledgerPing,
  ledgerRecord,
  ledgerRequestKey,
  ledgerSettle,
  ledgerStatement,
  ledgerStatements,
  ledgerUnfinished,
  ok,
  providerMarked,
  quotesRead,
  refuse,
  type AccountRow,
  type AuditEvent,
  type Control,
  type ExecutionRecord,
  type Leg,
  type PresentPrice,
  type StatementRow,
} from '@surefoot/shared/messages'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { playSessions } from './play-sessions.ts'
import { accountRow, AT, bet, contract, executionRecord, importedRow, leg } from './samples.ts'

/** The other side of the bus: it answers as the worker and the ledger would, and keeps what it was asked. */
export interface OtherServices {
  readonly asked: { readonly subject: string; readonly body: unknown }[]
  accounts: { A: AccountRow; B: AccountRow }
  control: Control
  /** The one execution there is, and whether it is open. */
  record: ExecutionRecord
  isOpen: boolean
  statements: StatementRow[]
  chain: AuditEvent[]
  isJournalRefused: boolean
  /** What the streams of the accounts say now. */
  prices: PresentPrice[]
}

export function createOtherServices(
  accounts: Partial<OtherServices['accounts']> = {},
): OtherServices {
  return {
    asked: [],
    accounts: { A: accountRow('A'), B: accountRow('B'), ...accounts },
    control: { trading: 'HALT_NEW', mode: 'manual', venue: 'paper' },
    record: executionRecord,
    isOpen: false,
    statements: [],
    chain: [],
    isJournalRefused: false,
    prices: [],
  }
}

export async function serveOtherServices(bus: Bus, services: OtherServices): Promise<void> {
  await serveWorker(bus, services)
  await serveLedger(bus, services)
  await serveLegs(bus, services)
  await serveChoices(bus, services)
  await serveExecutor(bus, services)
  await playSessions(bus)
}

async function serveWorker(bus: Bus, services: OtherServices): Promise<void> {
  const keep = (subject: string, body: unknown): void => void services.asked.push({ subject, body })
  await bus.serve(accountToggle, async (body) => {
    keep('account.toggle', body)
    return ok({ state: body.on ? ('BROWSER_OPENING' as const) : ('STOPPING' as const) })
  })
  await bus.serve(deskControl, async (body) => {
    keep('desk.control', body)
    const { trading, mode, venue } = { ...services.control, ...body.change }
    services.control = {
      trading: trading ?? services.control.trading,
      mode: mode ?? services.control.mode,
      venue: venue ?? services.control.venue,
    }
    return ok({ control: services.control })
  })
  await bus.serve(deskExecute, async (body) => {
    keep('desk.execute', body)
    return body.opportunityId === 'opportunity-1'
      ? ok({ executionId: body.executionId })
      : refuse('NOT_RUNNING', 'Account A is IDLE. Switch both accounts on first.')
  })
  await bus.serve(providerMarked, async (body) => {
    keep('PROVIDER_MARKED', body)
    return body.origin === 'http://127.0.0.1:7301'
      ? ok({ providerId: 'north', contractVersion: 1 })
      : refuse('WRONG_ORIGIN', 'The page of account A is at another address.')
  })
}

async function serveLedger(bus: Bus, services: OtherServices): Promise<void> {
  const keep = (subject: string, body: unknown): void => void services.asked.push({ subject, body })
  const exposure = {
    total: '25.00',
    byMatch: { 'match-1': '25.00' },
    executions: [],
    external: '0',
  }
  await bus.serve(ledgerDesk, async ({ deskId }) =>
    ok({ deskId, control: services.control, accounts: services.accounts }),
  )
  const postgres = { name: 'postgres', forMs: 60_000, answerMs: 1, repliedAgoMs: 0, error: null }
  // `request-keys.int.test.ts` has the real one.
  await bus.serve(ledgerRequestKey, async () => ok({ isNew: true }))
  await bus.serve(ledgerApprove, async (body) => {
    keep('ledger.approve', body)
    return ok({ at: new Date().toISOString() })
  })
  await bus.serve(ledgerPing, async () => ok({ postgres: { ...postgres, state: 'up' as const } }))
  await bus.serve(ledgerExposure, async () =>
    ok({ A: exposure, B: { total: '0', byMatch: {}, executions: [], external: '0' } }),
  )
  await bus.serve(ledgerExecutions, async (body) => {
    keep('ledger.executions', body)
    return ok({ executions: [services.record.execution], next: null })
  })
  await bus.serve(ledgerImported, async (body) => {
    keep('ledger.imported', body)
    return ok({ executions: [importedRow], total: 41 })
  })
  await bus.serve(ledgerExecution, async ({ executionId }) =>
    executionId === services.record.execution.id
      ? ok(services.record)
      : refuse('NOT_FOUND', 'There is no such execution.'),
  )
  // The gateway itself asks for it again and again: what was asked is in the answer.
  await bus.serve(ledgerJournal, async ({ deskId, limit }) => {
    if (services.isJournalRefused) return refuse('REPLY_TOO_LARGE', 'It is too large.')
    const entry = { service: 'audit', level: 'info', code: 'ASKED', at: AT } as const
    return ok({
      isCut: false,
      transitions: [],
      log: [{ ...entry, message: `${deskId}, at most ${limit}` }],
    })
  })
  await bus.serve(ledgerChain, async () =>
    ok({ events: services.chain, isIntact: true, length: services.chain.length }),
  )
  await bus.serve(ledgerUnfinished, async () =>
    ok({ executions: services.isOpen ? [services.record] : [], now: AT, next: null }),
  )
  await bus.serve(contractList, async () => ok({ contracts: [contract] }))
  await bus.serve(contractImport, async (body) => {
    keep('contract.import', body)
    return body.document['id'] === 'north'
      ? ok({ contract })
      : refuse('INVALID_CONTRACT', 'id: is missing; origins: is missing')
  })
  await bus.serve(contractDelete, async (body) => {
    keep('contract.delete', body)
    const { providerId } = body
    return providerId === 'north'
      ? ok({})
      : refuse('NOT_FOUND', `There is no contract ${providerId}.`)
  })
}

/** As the ledger answers what a person decides: a leg that is ESCALATED moves, and one that is ACCEPTED settles once. */
async function serveLegs(bus: Bus, services: OtherServices): Promise<void> {
  const keep = (subject: string, body: unknown): void => void services.asked.push({ subject, body })
  const legOf = (legId: string): Leg =>
    services.record.legs.find((each) => each.legId === legId) ?? leg('A')
  const replace = (next: Leg): Leg => {
    const legs = services.record.legs.map((each) => (each.legId === next.legId ? next : each))
    services.record = { ...services.record, legs }
    return next
  }
  await bus.serve(ledgerRecord, async (body) => {
    keep('ledger.record', body)
    const { legId, to, receipt, reason } = body
    const before = legOf(legId)
    if (receipt?.betReference === 'claimed')
      return refuse('BET_CLAIMED', 'Bet claimed at north is another leg already.')
    if (before.state !== 'ESCALATED') return ok({ changed: false, leg: before })
    const moved = replace({ ...before, state: to, reason, receipt: receipt ?? null })
    return ok({ changed: true, leg: moved })
  })
  await bus.serve(ledgerSettle, async (body) => {
    keep('ledger.settle', body)
    const { legId, result, returned, by } = body
    const before = legOf(legId)
    if (before.state !== 'ACCEPTED') return refuse('NOT_ACCEPTED', `The leg is ${before.state}.`)
    if (before.settlement !== null) return ok({ changed: false, leg: before })
    const settled = replace({ ...before, settlement: { result, returned, at: AT, by } })
    return ok({ changed: true, leg: settled })
  })
  await bus.serve(ledgerStatements, async () => ok({ statements: services.statements }))
  await bus.serve(ledgerStatement, async (body) => {
    keep('ledger.statement', body)
    const { deskId, account, balance, readAt, bets } = body
    const row = { deskId, account, balance, readAt, external: bets, externalStake: '10.00' }
    return ok({ settled: [], statement: { ...row, differences: [] } })
  })
}

/** The scanner's prices, and what the hedge service and the ledger answer to an operator's decision. */
async function serveChoices(bus: Bus, services: OtherServices): Promise<void> {
  const keep = (subject: string, body: unknown): void => void services.asked.push({ subject, body })
  await bus.serve(quotesRead, async ({ selections }) => {
    const isAsked = ({ account, selectionId }: PresentPrice): boolean =>
      selections.some((each) => each.account === account && each.selectionId === selectionId)
    return ok({ prices: services.prices.filter(isAsked), maxAgeMs: 5000 })
  })
  const path = new URL('../../../../apps/sandbox/contracts/north.json', import.meta.url)
  const document = z.record(z.string(), z.unknown()).parse(JSON.parse(await readFile(path, 'utf8')))
  await bus.serve(contractGet, async () => ok({ contract: { ...contract, document } }))
  await bus.serve(hedgeChoose, async (body) => {
    keep('hedge.choose', body)
    return body.shown.odds === '2.10'
      ? ok({ leg: leg('H', { account: body.shown.account, stake: body.shown.stake }) })
      : refuse('CHOICE_CHANGED', 'The price is 2.10. Nothing was placed.')
  })
  await bus.serve(ledgerAdopt, async (body) => {
    keep('ledger.adopt', body)
    return body.betReference === 'claimed'
      ? refuse('BET_CLAIMED', 'Bet claimed at north is another leg already.')
      : ok({ changed: true, leg: leg('A') })
  })
  await bus.serve(ledgerAccept, async (body) => {
    keep('ledger.accept', body)
    return ok({ ...services.record, created: true })
  })
}

async function serveExecutor(bus: Bus, services: OtherServices): Promise<void> {
  const tabs = [{ title: 'North', address: 'http://127.0.0.1:7301/login', isInFront: true }]
  await bus.serve(browserView, async () => ok({ image: '', width: 1280, height: 800, tabs }))
  await bus.serve(browserActs, async (body) => {
    services.asked.push({ subject: 'browser.act', body })
    return ok({})
  })
  await bus.serve(betsRead, async ({ account }) =>
    account === 'A'
      ? ok({ bets: [bet], balance: '965.00', readAt: AT })
      : refuse('LOGGED_OUT', 'The page of account B is logged out. Log in again.'),
  )
}
