import { Fault, NoReply, type Bus } from '@surefoot/shared/bus'
import {
  accountChanged,
  browserClose,
  browserOpen,
  browserWatch,
  contractGet,
  contractList,
  deskChanged,
  execRequest,
  ledgerControl,
  ledgerDesk,
  ledgerExecution,
  ledgerLease,
  ledgerLimits,
  ledgerTransition,
  ledgerUnfinished,
  opportunityDeclined,
  readUnfinished,
  refuse,
  type Body,
  type Refusal,
  type RequestDefinition,
} from '@surefoot/shared/messages'
import { steadyNow } from '@surefoot/shared/runtime'
import { randomUUID } from 'node:crypto'
import type { Ask, Ports } from './ports.ts'

const LEDGER_DEADLINE_MS = 2000
/** Shorter than the lease's life, so that a late answer is known before the lease runs out. */
const LEASE_DEADLINE_MS = 900
/** Chromium starts and the first page loads. */
const OPEN_DEADLINE_MS = 45_000
const CLOSE_DEADLINE_MS = 15_000
/** The page is reloaded. */
const WATCH_DEADLINE_MS = 20_000

/** The worker's ports on the bus. */
export function createBusPorts(bus: Bus): Ports {
  const ledger = asking(bus, ledgerSilence)
  const executor = asking(bus, executorSilence)
  return {
    ledger: {
      desk: ledger(ledgerDesk, LEDGER_DEADLINE_MS),
      transition: ledger(ledgerTransition, LEDGER_DEADLINE_MS),
      control: ledger(ledgerControl, LEDGER_DEADLINE_MS),
      lease: ledger(ledgerLease, LEASE_DEADLINE_MS),
      unfinished: (body) => readUnfinished(ledger(ledgerUnfinished, LEDGER_DEADLINE_MS), body),
      execution: ledger(ledgerExecution, LEDGER_DEADLINE_MS),
      limits: ledger(ledgerLimits, LEDGER_DEADLINE_MS),
      contractList: ledger(contractList, LEDGER_DEADLINE_MS),
      contractGet: ledger(contractGet, LEDGER_DEADLINE_MS),
    },
    browsers: {
      open: executor(browserOpen, OPEN_DEADLINE_MS),
      close: executor(browserClose, CLOSE_DEADLINE_MS),
      watch: executor(browserWatch, WATCH_DEADLINE_MS),
    },
    announce: {
      accountChanged: (change) => bus.publish(accountChanged, change),
      deskChanged: (change) => bus.publish(deskChanged, change),
      opportunityDeclined: (decline) => bus.publish(opportunityDeclined, decline),
      log: (entry) => bus.log(entry),
    },
    enqueue: (request) => bus.enqueue(execRequest, request, { id: request.executionId }),
    clock: { monotonicMs: steadyNow },
    ledgerClock: bus.ledgerClock,
    newId: () => randomUUID(),
  }
}

function asking(bus: Bus, silence: (fault: NoReply | Fault) => Refusal) {
  return <B extends Body, R extends Body>(
    definition: RequestDefinition<B, R>,
    deadlineMs: number,
  ): Ask<RequestDefinition<B, R>> =>
    async (body) => {
      try {
        return await bus.request(definition, body, { deadlineMs })
      } catch (error) {
        if (error instanceof NoReply || error instanceof Fault) return silence(error)
        throw error
      }
    }
}

function ledgerSilence(): Refusal {
  return refuse(
    'LEDGER_SILENT',
    'The ledger does not answer, so nothing was changed. See that the audit service and Postgres run, then try again.',
  )
}

function executorSilence(fault: NoReply | Fault): Refusal {
  return fault.code === 'NO_RESPONDERS'
    ? refuse(
        'NO_EXECUTOR',
        'No browser executor runs for this account. Start the one with its ACCOUNT, then turn the account on.',
      )
    : refuse(
        'EXECUTOR_SILENT',
        'The browser executor of this account did not answer in time. See its log.',
      )
}
