import {
  contractDelete,
  contractGet,
  contractImport,
  contractList,
  ledgerArm,
  ledgerChain,
  ledgerClose,
  ledgerControl,
  ledgerDesk,
  ledgerDue,
  ledgerExecution,
  ledgerExecutions,
  ledgerExposure,
  ledgerHedge,
  ledgerImported,
  ledgerJournal,
  ledgerLease,
  ledgerOpen,
  ledgerRecord,
  ledgerRenew,
  ledgerResize,
  ledgerSettle,
  ledgerStatement,
  ledgerStatements,
  ledgerTransition,
  ledgerUnfinished,
  METRICS,
  systemLog,
  type Body,
  type Bus,
  type Reply,
  type RequestDefinition,
  type SystemLogEntry,
} from '@surefoot/shared'
import type { z } from 'zod'
import { createOnChain } from './chain/on-chain.ts'
import { onContractDelete, onContractGet, onContractList } from './contract/on-contract.ts'
import { onContractImport } from './contract/on-contract-import.ts'
import { storable } from './database/storable.ts'
import { onControl, onDesk } from './desk/on-desk.ts'
import { onJournal, onSystemLog } from './desk/on-journal.ts'
import { onLease } from './desk/on-lease.ts'
import { onRenew } from './desk/on-renew.ts'
import { onTransition } from './desk/on-transition.ts'
import { onArm } from './execution/on-arm.ts'
import { onClose } from './execution/on-close.ts'
import { onHedge } from './execution/on-hedge.ts'
import { onExecution, onExecutions, onExposure, onUnfinished } from './execution/on-history.ts'
import { onOpen } from './execution/on-open.ts'
import { onRecord } from './execution/on-record.ts'
import { onResize } from './execution/on-resize.ts'
import { onImported } from './history/on-imported.ts'
import type { Ledger } from './ports.ts'
import { onDue } from './settlement/on-due.ts'
import { onSettle } from './settlement/on-settle.ts'
import { onStatement, onStatements } from './settlement/on-statement.ts'

export interface AuditDependencies extends Omit<Ledger, 'publish'> {
  readonly bus: Bus
}

/**
 * The ledger: answers every `ledger.*` and `contract.*` request and keeps the system log. Disposing takes no more and
 * waits for what is in hand: before the database is closed.
 */
export async function createAudit({ bus, ...rest }: AuditDependencies): Promise<AsyncDisposable> {
  const ledger: Ledger = { ...rest, publish: (definition, body) => bus.publish(definition, body) }
  const serve = <B extends Body, R extends Body>(
    definition: RequestDefinition<B, R>,
    handler: (ledger: Ledger, ask: z.output<B>) => Promise<Reply<R>>,
  ) =>
    bus.serve(definition, (body) =>
      measured(definition.subject, () => handler(ledger, definition.body.parse(storable(body)))),
    )
  const keep = (entry: SystemLogEntry) => onSystemLog(ledger, systemLog.body.parse(storable(entry)))

  const listeners = await Promise.all([
    serve(ledgerOpen, onOpen),
    serve(ledgerResize, onResize),
    serve(ledgerArm, onArm),
    serve(ledgerRecord, onRecord),
    serve(ledgerClose, onClose),
    serve(ledgerHedge, onHedge),
    serve(ledgerExecution, onExecution),
    serve(ledgerExecutions, onExecutions),
    serve(ledgerUnfinished, onUnfinished),
    serve(ledgerExposure, onExposure),
    serve(ledgerChain, createOnChain()),
    serve(ledgerSettle, onSettle),
    serve(ledgerStatement, onStatement),
    serve(ledgerStatements, onStatements),
    serve(ledgerDue, onDue),
    serve(ledgerDesk, onDesk),
    serve(ledgerControl, onControl),
    serve(ledgerTransition, onTransition),
    serve(ledgerLease, onLease),
    serve(ledgerRenew, onRenew),
    serve(ledgerJournal, onJournal),
    serve(ledgerImported, onImported),
    serve(contractList, onContractList),
    serve(contractGet, onContractGet),
    serve(contractImport, onContractImport),
    serve(contractDelete, onContractDelete),
    bus.subscribe(systemLog, keep, { isShared: true }),
  ])
  return {
    [Symbol.asyncDispose]: async () => {
      await Promise.allSettled(listeners.map((listener) => listener.stop()))
    },
  }
}

/** Counts what a request took and whether it was refused. */
async function measured<R extends Body>(
  request: string,
  handle: () => Promise<Reply<R>>,
): Promise<Reply<R>> {
  try {
    const reply = await METRICS.ledgerRequest.time({ request }, handle)
    if (!reply.ok) METRICS.ledgerRefusals.add({ request, code: reply.code })
    return reply
  } catch (error) {
    METRICS.ledgerRefusals.add({ request, code: 'FAULT' })
    throw error
  }
}
