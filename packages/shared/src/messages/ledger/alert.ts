import { z } from 'zod'
import { account, actor, deskScope, instant } from '../common.ts'
import { defineEvent, defineRequest } from '../define.ts'

/**
 * `need`: something waits for an operator. `halt`: the desk does not trade any more. `browser`: a browser was lost.
 * `service`: a service or server is silent. `hedge`: a leg was exposed, and what its hedge did. `execution`: an execution
 * has ended.
 */
export const alertKind = z.enum(['need', 'halt', 'browser', 'service', 'hedge', 'execution'])
export type AlertKind = z.infer<typeof alertKind>

export const alertChannel = z.enum(['webhook', 'telegram', 'slack', 'mail'])
export type AlertChannel = z.infer<typeof alertChannel>

/** `first`: sent for the first time. `repeat`: not acknowledged since. `resolved`: it is over. `test`: an operator asked. */
export const deliveryPurpose = z.enum(['first', 'repeat', 'resolved', 'test'])
export type DeliveryPurpose = z.infer<typeof deliveryPurpose>

const alertFields = {
  id: z.uuid(),
  /** What it is about: a condition that goes on, or comes back, has the key it had. */
  key: z.string().min(1).max(200),
  kind: alertKind,
  message: z.string().max(1000),
  account: account.nullable(),
  executionId: z.uuid().nullable(),
  /** True for a condition, which lasts until it is resolved; false for a fact, which happened once. */
  isCondition: z.boolean(),
  raisedAt: instant,
}

const raisedAlert = z.object(alertFields)
export type RaisedAlert = z.infer<typeof raisedAlert>

/** What one channel got of an alert. */
const alertProgress = z.object({
  channel: alertChannel,
  /** How often it was sent while it lasted. */
  sent: z.number().int().nonnegative(),
  lastSentAt: instant.nullable(),
  lastTriedAt: instant,
  isLastSent: z.boolean(),
  isResolvedSent: z.boolean(),
})
export type AlertProgress = z.infer<typeof alertProgress>

export const alertRow = z.object({
  ...deskScope,
  ...alertFields,
  resolvedAt: instant.nullable(),
  acknowledgedAt: instant.nullable(),
  acknowledgedBy: actor.nullable(),
  progress: z.array(alertProgress),
})
export type AlertRow = z.infer<typeof alertRow>

/** One attempt to send an alert, or a test, by one channel. */
const deliveryFields = {
  /** One message may carry several alerts: they share its id. */
  messageId: z.uuid(),
  /** Null for a test. */
  alertId: z.uuid().nullable(),
  channel: alertChannel,
  kind: alertKind.nullable(),
  purpose: deliveryPurpose,
  at: instant,
  isSent: z.boolean(),
  /** Why it was not sent; null where it was. Holds no secret. */
  error: z.string().max(500).nullable(),
}
const delivery = z.object(deliveryFields)
export type Delivery = z.infer<typeof delivery>

/** Most of what one request may hold. */
export const ALERT_ROWS = 500

/**
 * Write what the notify service found and did, in one commit: alerts that were raised (of a condition that is open
 * already, and of a fact that is known, nothing is written), conditions that are over, alerts for which nothing is left to
 * do, and attempts. An attempt for an alert that the ledger does not hold is kept without it. Answers what is not finished.
 */
export const ledgerAlertKeep = defineRequest(
  'ledger.alert.keep',
  'global',
  z.object({
    ...deskScope,
    raise: z.array(raisedAlert).max(ALERT_ROWS),
    resolve: z.array(z.uuid()).max(ALERT_ROWS),
    finish: z.array(z.uuid()).max(ALERT_ROWS),
    deliveries: z.array(delivery).max(2 * ALERT_ROWS),
  }),
  z.object({ unfinished: z.array(alertRow) }),
)

/** The alerts of a desk: those that are open first, then the latest. `open` counts those neither resolved nor acknowledged. */
export const ledgerAlerts = defineRequest(
  'ledger.alert.list',
  'global',
  z.object({ ...deskScope, limit: z.number().int().min(1).max(ALERT_ROWS) }),
  z.object({ alerts: z.array(alertRow), open: z.number().int().nonnegative() }),
)

/** An operator has seen these alerts: they are not repeated. Who was first stays written. Answers how many were not yet. */
export const ledgerAlertAcknowledge = defineRequest(
  'ledger.alert.acknowledge',
  'global',
  z.object({ ...deskScope, ids: z.array(z.uuid()).min(1).max(ALERT_ROWS), by: actor }),
  z.object({ acknowledged: z.number().int().nonnegative() }),
)

/** The delivery log of a desk, newest first. */
export const ledgerDeliveries = defineRequest(
  'ledger.alert.deliveries',
  'global',
  z.object({ ...deskScope, limit: z.number().int().min(1).max(ALERT_ROWS) }),
  z.object({ deliveries: z.array(delivery) }),
)

/** The ledger holds other alerts or deliveries of a desk. */
export const alertChanged = defineEvent('alert.changed', 'global', z.object(deskScope))
