import type { Bus, LogEntry } from '@surefoot/shared/bus'
import {
  executionChanged,
  type ExecRequest,
  type Leg,
  type Refusal,
} from '@surefoot/shared/messages'
import { METRICS, stampNow } from '@surefoot/shared/runtime'

export type Step =
  | 'opened'
  | 'prepared'
  | 'placing'
  | 'leg'
  | 'hedge_triggered'
  | 'closed'
  | 'refused'

export interface StepOf {
  readonly deskId: string
  readonly executionId: string
  readonly step: Step
  readonly message?: string | null
}

interface Announcing {
  readonly bus: Bus
}

const LONGEST_MESSAGE = 500

/** Tell who watches how far an execution is. */
export function announceStep(ports: Announcing, { message = null, ...step }: StepOf): void {
  publish(ports, { ...step, role: null, state: null, message })
}

/** Tell who watches where a leg stands. */
export function announceLeg(ports: Announcing, leg: Leg, step: 'placing' | 'leg'): void {
  const { deskId, executionId, role, state } = leg
  publish(ports, { deskId, executionId, step, role, state, message: leg.reason })
}

/** Tell who watches, and the log, that a request was not carried out. */
export function announceRefusal(ports: Announcing, request: ExecRequest, refusal: Refusal): void {
  const { deskId, executionId } = request
  const { code, message } = refusal
  METRICS.executionsRefused.add({ reason: code })
  announceStep(ports, { deskId, executionId, step: 'refused', message: `${code}: ${message}` })
  ports.bus.log({ level: 'warn', code, message, deskId, executionId })
}

/** Tell the log of something that concerns one leg. */
export function logLeg(
  ports: Announcing,
  leg: Leg,
  entry: Pick<LogEntry, 'level' | 'code' | 'message' | 'details'>,
): void {
  const { deskId, account, executionId, legId, state } = leg
  const details = { legId, state, ...entry.details }
  ports.bus.log({ ...entry, deskId, account, executionId, details })
}

function publish(
  { bus }: Announcing,
  change: Omit<Parameters<typeof bus.publish<typeof executionChanged.body>>[1], 'at'>,
): void {
  const message = change.message?.slice(0, LONGEST_MESSAGE) ?? null
  bus.publish(executionChanged, {
    ...change,
    message,
    at: new Date(stampNow(bus.ledgerClock)).toISOString(),
  })
}
