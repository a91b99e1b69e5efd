/**
 * Owns what this process knows of a desk's alerts: as the ledger has them, and what it could not write yet. While the ledger
 * is silent alerts are raised and sent all the same, and written when it replies again. What a process that ends then did
 * not write is lost to the log, and was sent.
 */
import type { Bus } from '@surefoot/shared/bus'
import {
  ALERT_ROWS,
  ledgerAlertKeep,
  type AlertRow,
  type Delivery,
  type RaisedAlert,
} from '@surefoot/shared/messages'
import { applyUnwritten } from './apply.ts'

export interface AlertBook {
  readonly alerts: () => readonly AlertRow[]
  readonly raise: (alerts: readonly RaisedAlert[]) => void
  readonly resolve: (ids: readonly string[]) => void
  readonly finish: (ids: readonly string[]) => void
  readonly record: (deliveries: readonly Delivery[]) => void
  /** Write what is not written, and read what is not finished. Throws NoReply and Fault: then nothing is forgotten. */
  readonly write: () => Promise<void>
}

export interface AlertBookOptions {
  readonly bus: Bus
  readonly deskId: string
  readonly now: () => number
}

const WITHIN_MS = 4000
/** Of a ledger that is silent for days; the oldest attempts are forgotten first. */
const MAX_UNWRITTEN = 20_000

export function createAlertBook({ bus, deskId, now }: AlertBookOptions): AlertBook {
  let written: AlertRow[] = []
  let raised: RaisedAlert[] = []
  let resolved: string[] = []
  let finished: string[] = []
  let deliveries: Delivery[] = []
  let writing: Promise<void> = Promise.resolve()

  const alerts = (): AlertRow[] => {
    const at = new Date(now()).toISOString()
    const isDone = new Set(finished)
    const unwritten = { raise: raised, resolve: resolved, deliveries, at, deskId }
    return applyUnwritten(written, unwritten).filter(({ id }) => !isDone.has(id))
  }
  const writeBatch = async (): Promise<void> => {
    const batch = {
      raise: raised.slice(0, ALERT_ROWS),
      resolve: resolved.slice(0, ALERT_ROWS),
      finish: finished.slice(0, ALERT_ROWS),
      deliveries: deliveries.slice(0, ALERT_ROWS),
    }
    const reply = await bus.request(
      ledgerAlertKeep,
      { deskId, ...batch },
      { deadlineMs: WITHIN_MS },
    )
    if (!reply.ok) throw new Error(reply.message)
    written = reply.unfinished
    // What came while the ledger was asked stays.
    raised = raised.filter((each) => !batch.raise.includes(each))
    resolved = resolved.filter((each) => !batch.resolve.includes(each))
    finished = finished.filter((each) => !batch.finish.includes(each))
    deliveries = deliveries.filter((each) => !batch.deliveries.includes(each))
  }
  return {
    alerts,
    raise: (found) => void raised.push(...found),
    resolve: (ids) => void resolved.push(...ids),
    finish: (ids) => void finished.push(...ids),
    record: (made) => {
      deliveries = [...deliveries, ...made].slice(-MAX_UNWRITTEN)
    },
    // One after another: what is on its way must not be written a second time.
    write: () => {
      const next = writing.then(writeBatch)
      writing = next.catch(() => undefined)
      return next
    },
  }
}
