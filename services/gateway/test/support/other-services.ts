import {
  accountToggle,
  browserActs,
  browserView,
  contractDelete,
  contractImport,
  contractList,
  deskControl,
  deskExecute,
  ledgerChain,
  ledgerDesk,
  ledgerExecution,
  ledgerExecutions,
  ledgerExposure,
  ledgerJournal,
  ok,
  providerMarked,
  refuse,
  type AccountRow,
  type Bus,
  type Control,
} from '@surefoot/shared'
import { accountRow, contract, EXECUTION_ID, executionRecord } from './samples.ts'

/** The other side of the bus: it answers as the worker and the ledger would, and keeps what it was asked. */
export interface OtherServices {
  readonly asked: { readonly subject: string; readonly body: unknown }[]
  accounts: { A: AccountRow; B: AccountRow }
  control: Control
}

export function createOtherServices(
  accounts: Partial<OtherServices['accounts']> = {},
): OtherServices {
  return {
    asked: [],
    accounts: { A: accountRow('A'), B: accountRow('B'), ...accounts },
    control: { trading: 'HALT_NEW', mode: 'manual', venue: 'paper' },
  }
}

export async function serveOtherServices(bus: Bus, services: OtherServices): Promise<void> {
  await serveWorker(bus, services)
  await serveLedger(bus, services)
  await serveExecutor(bus, services)
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
      : refuse('ORIGIN_MISMATCH', 'The page of account A is at another address.')
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
  await bus.serve(ledgerExposure, async () =>
    ok({ A: exposure, B: { total: '0', byMatch: {}, executions: [], external: '0' } }),
  )
  await bus.serve(ledgerExecutions, async (body) => {
    keep('ledger.executions', body)
    return ok({ executions: [executionRecord.execution] })
  })
  await bus.serve(ledgerExecution, async ({ executionId }) =>
    executionId === EXECUTION_ID
      ? ok(executionRecord)
      : refuse('NOT_FOUND', 'There is no such execution.'),
  )
  await bus.serve(ledgerJournal, async (body) => {
    keep('ledger.journal', body)
    return ok({ transitions: [], log: [] })
  })
  await bus.serve(ledgerChain, async () => ok({ events: [], isIntact: true, length: 0 }))
  await bus.serve(contractList, async () => ok({ contracts: [contract] }))
  await bus.serve(contractImport, async (body) => {
    keep('contract.import', body)
    return body.document['id'] === 'north'
      ? ok({ contract })
      : refuse('INVALID_CONTRACT', 'id: is missing; origins: is missing')
  })
  await bus.serve(contractDelete, async ({ providerId }) =>
    providerId === 'north' ? ok({}) : refuse('NOT_FOUND', `There is no contract ${providerId}.`),
  )
}

async function serveExecutor(bus: Bus, services: OtherServices): Promise<void> {
  const tabs = [{ title: 'North', address: 'http://127.0.0.1:7301/login', isInFront: true }]
  await bus.serve(browserView, async () => ok({ image: '', width: 1280, height: 800, tabs }))
  await bus.serve(browserActs, async (body) => {
    services.asked.push({ subject: 'browser.act', body })
    return ok({})
  })
}
