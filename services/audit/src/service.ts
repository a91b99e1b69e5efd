import { Fault, type Bus } from '@surefoot/shared/bus'
import {
  contractDelete,
  contractGet,
  contractImport,
  contractList,
  ledgerAccept,
  ledgerAdopt,
  ledgerAlertAcknowledge,
  ledgerAlertKeep,
  ledgerAlerts,
  ledgerApprove,
  ledgerArm,
  ledgerChain,
  ledgerClose,
  ledgerControl,
  ledgerDeliveries,
  ledgerDesk,
  ledgerDue,
  ledgerEvidence,
  ledgerExecution,
  ledgerExecutions,
  ledgerExposure,
  ledgerHedge,
  ledgerImported,
  ledgerJournal,
  ledgerLease,
  ledgerLimitForget,
  ledgerLimits,
  ledgerLink,
  ledgerRequestKey,
  ledgerLogin,
  ledgerLogout,
  ledgerOpen,
  ledgerRecord,
  ledgerRenew,
  ledgerResize,
  ledgerSession,
  ledgerSessions,
  ledgerSettle,
  ledgerStatement,
  ledgerStatements,
  ledgerTransition,
  ledgerUnfinished,
  refuse,
  systemLog,
  type Body,
  type Reply,
  type RequestDefinition,
  type SystemLogEntry,
} from '@surefoot/shared/messages'
import { METRICS } from '@surefoot/shared/runtime'
import type { z } from 'zod'
import { onAlertKeep } from './alert/on-alert-keep.ts'
import { onAlertAcknowledge, onAlerts, onDeliveries } from './alert/on-alerts.ts'
import { createOnChain } from './chain/on-chain.ts'
import { onContractDelete, onContractGet, onContractList } from './contract/on-contract.ts'
import { onContractImport } from './contract/on-contract-import.ts'
import { noteClock } from './database/clock.ts'
import { storable } from './database/storable.ts'
import { onApprove } from './desk/approval.ts'
import { onControl, onDesk } from './desk/on-desk.ts'
import { onEvidence } from './desk/on-evidence.ts'
import { onJournal, onSystemLog } from './desk/on-journal.ts'
import { onLease } from './desk/on-lease.ts'
import { onRenew } from './desk/on-renew.ts'
import { onTransition } from './desk/on-transition.ts'
import { onAccept } from './execution/on-accept.ts'
import { onArm } from './execution/on-arm.ts'
import { onClose } from './execution/on-close.ts'
import { onHedge } from './execution/on-hedge.ts'
import { onExecution, onExecutions, onExposure, onUnfinished } from './execution/on-history.ts'
import { onOpen } from './execution/on-open.ts'
import { onRecord } from './execution/on-record.ts'
import { onResize } from './execution/on-resize.ts'
import { onImported } from './history/on-imported.ts'
import { onLimitForget, onLimits } from './limit/on-limits.ts'
import type { Ledger } from './ports.ts'
import { onRequestKey } from './request-key/on-request-key.ts'
import { onLink } from './session/on-link.ts'
import { onLogin } from './session/on-login.ts'
import { onLogout } from './session/on-logout.ts'
import { onSession, onSessions } from './session/on-session.ts'
import { onAdopt } from './settlement/on-adopt.ts'
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
  await noteClock(rest.database, bus.ledgerClock)
  const ledger: Ledger = { ...rest, publish: (definition, body) => bus.publish(definition, body) }
  const serve = createServe(bus, ledger)
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
    serve(ledgerAccept, onAccept),
    serve(ledgerAdopt, onAdopt),
    serve(ledgerSettle, onSettle),
    serve(ledgerStatement, onStatement),
    serve(ledgerStatements, onStatements),
    serve(ledgerDue, onDue),
    serve(ledgerDesk, onDesk),
    serve(ledgerControl, onControl),
    serve(ledgerApprove, onApprove),
    serve(ledgerTransition, onTransition),
    serve(ledgerLease, onLease),
    serve(ledgerRenew, onRenew),
    serve(ledgerEvidence, onEvidence),
    serve(ledgerLimits, onLimits),
    serve(ledgerLimitForget, onLimitForget),
    serve(ledgerJournal, onJournal),
    serve(ledgerImported, onImported),
    serve(ledgerAlertKeep, onAlertKeep),
    serve(ledgerAlerts, onAlerts),
    serve(ledgerAlertAcknowledge, onAlertAcknowledge),
    serve(ledgerDeliveries, onDeliveries),
    serve(ledgerRequestKey, onRequestKey),
    serve(ledgerLink, onLink),
    serve(ledgerLogin, onLogin),
    serve(ledgerSession, onSession),
    serve(ledgerSessions, onSessions),
    serve(ledgerLogout, onLogout),
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

/** Serves a request on the ledger's clock: its body as it can be stored, its time and refusals counted. */
function createServe(bus: AuditDependencies['bus'], ledger: Ledger) {
  return <B extends Body, R extends Body>(
    definition: RequestDefinition<B, R>,
    handler: (ledger: Ledger, ask: z.output<B>) => Promise<Reply<R>>,
  ) =>
    bus.serve(
      definition,
      (body) =>
        measured(definition.subject, () => handler(ledger, definition.body.parse(storable(body)))),
      { clock: bus.ledgerClock },
    )
}

/** Counts what a request took and whether it was refused. An act that was cut short before its commit is refused. */
async function measured<R extends Body>(
  request: string,
  handle: () => Promise<Reply<R>>,
): Promise<Reply<R>> {
  try {
    const reply = await METRICS.ledgerRequest.time({ request }, handle)
    if (!reply.ok) METRICS.ledgerRefusals.add({ request, code: reply.code })
    return reply
  } catch (error) {
    const isUndone = error instanceof Fault && error.code === 'LEDGER_INTERRUPTED'
    METRICS.ledgerRefusals.add({ request, code: isUndone ? error.code : 'FAULT' })
    if (isUndone) return refuse(error.code, error.message)
    throw error
  }
}
