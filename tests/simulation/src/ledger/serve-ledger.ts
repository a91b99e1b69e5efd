import type { Bus } from '@surefoot/shared/bus'
import {
  contractGet,
  contractList,
  ledgerArm,
  ledgerClose,
  ledgerControl,
  ledgerDue,
  ledgerEvidence,
  ledgerExecution,
  ledgerExecutions,
  ledgerExposure,
  ledgerHedge,
  ledgerLease,
  ledgerOpen,
  ledgerRecord,
  ledgerRenew,
  ledgerResize,
  ledgerSettle,
  ledgerStatement,
  ledgerUnfinished,
  ok,
  refuse,
  type Body,
  type ContractRow,
  type Reply,
  type RequestDefinition,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import { onExposure } from './exposure.ts'
import { onArm } from './on-arm.ts'
import { onControl, onEvidence, onLease, onRenew } from './on-desk.ts'
import { onClose } from './on-close.ts'
import { onHedge } from './on-hedge.ts'
import { onExecution, onExecutions, onUnfinished } from './on-history.ts'
import { onOpen, onResize } from './on-open.ts'
import { onRecord } from './on-record.ts'
import { onDue, onSettle, onStatement } from './on-statement.ts'
import type { LedgerModel } from './state.ts'

/** Answer the ledger's questions from the model, which outlives whoever serves it. */
export async function serveLedger(
  bus: Bus,
  ledger: LedgerModel,
  contracts: readonly ContractRow[],
): Promise<void> {
  const serve = <B extends Body, R extends Body>(
    definition: RequestDefinition<B, R>,
    answer: (ledger: LedgerModel, ask: z.output<B>) => Reply<R>,
  ) => bus.serve(definition, async (ask) => answer(ledger, ask), { clock: bus.ledgerClock })
  await Promise.all([
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
    serve(ledgerSettle, onSettle),
    serve(ledgerStatement, onStatement),
    serve(ledgerDue, onDue),
    serve(ledgerControl, onControl),
    serve(ledgerLease, onLease),
    serve(ledgerRenew, onRenew),
    serve(ledgerEvidence, onEvidence),
    serve(contractList, () => ok({ contracts: [...contracts] })),
    serve(contractGet, (_, { providerId }) => {
      const contract = contracts.find((each) => each.providerId === providerId)
      return contract === undefined ? refuse('NOT_FOUND', 'No such contract.') : ok({ contract })
    }),
  ])
}
