import {
  control as controlSchema,
  ok,
  refuse,
  type Control,
  type ledgerControl,
  type ledgerEvidence,
  type ledgerLease,
  type ledgerRenew,
  type Reply,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import { appendLink } from './links.ts'
import { deskOf, instant, type LedgerModel } from './state.ts'

export function onControl(
  ledger: LedgerModel,
  { deskId, change, ifTrading, actor, reason, despite }: z.output<typeof ledgerControl.body>,
): Reply<typeof ledgerControl.reply> {
  const desk = deskOf(ledger, deskId)
  const at = instant(ledger.nowMs())
  if (ifTrading !== undefined && desk.control.trading !== ifTrading)
    return ok({ control: desk.control, at })
  const control = controlSchema.parse({ ...desk.control, ...change })
  const runAtMs = control.trading === 'RUN' ? ledger.nowMs() : desk.runAtMs
  ledger.state.desks.set(deskId, { control, runAtMs })
  const details = { deskId, control, actor, reason, ...(despite ? { despite } : {}) }
  appendLink(ledger, { kind: 'desk.controlled', executionId: null, details })
  return ok({ control, at })
}

const LOOSER: Readonly<Record<Halt['trading'], readonly Control['trading'][]>> = {
  HALT_NEW: ['RUN'],
  HALT_ALL: ['RUN', 'HALT_NEW'],
}

export interface Halt {
  readonly deskId: string
  readonly executionId: string | null
  readonly reason: string
  readonly trading: 'HALT_NEW' | 'HALT_ALL'
}

/** Halts a desk for what only a person can resolve; a halt never loosens one. */
export function haltDesk(
  ledger: LedgerModel,
  { deskId, executionId, reason, trading }: Halt,
): void {
  const desk = deskOf(ledger, deskId)
  if (!LOOSER[trading].includes(desk.control.trading)) return
  const control = { ...desk.control, trading }
  ledger.state.desks.set(deskId, { ...desk, control })
  const details = { deskId, control, actor: 'audit', reason }
  appendLink(ledger, { kind: 'desk.controlled', executionId, details })
}

export function onLease(
  { state, nowMs }: LedgerModel,
  { resource, holder, ttlMs }: z.output<typeof ledgerLease.body>,
): Reply<typeof ledgerLease.reply> {
  const known = state.leases.get(resource)
  if (known !== undefined && known.holder !== holder && known.expiresAtMs > nowMs())
    return refuse('HELD', `Another process holds ${resource}.`)
  const epoch = (known?.epoch ?? 1) + Number(known !== undefined && known.holder !== holder)
  const expiresAtMs = nowMs() + ttlMs
  state.leases.set(resource, { holder, epoch, expiresAtMs })
  // The id of an execution never comes again, so its released lease is forgotten.
  if (ttlMs === 0 && resource.startsWith('execution:')) state.leases.delete(resource)
  return ok({ epoch, expiresAt: instant(expiresAtMs) })
}

export function onRenew(
  { state, nowMs }: LedgerModel,
  { leases, ttlMs }: z.output<typeof ledgerRenew.body>,
): Reply<typeof ledgerRenew.reply> {
  const held = leases.flatMap(({ resource, holder }) => {
    const known = state.leases.get(resource)
    if (known?.holder !== holder) return []
    state.leases.set(resource, { ...known, expiresAtMs: nowMs() + ttlMs })
    return [{ resource, epoch: known.epoch }]
  })
  return ok({ held })
}

export function onEvidence(
  { state }: LedgerModel,
  ask: z.output<typeof ledgerEvidence.body>,
): Reply<typeof ledgerEvidence.reply> {
  const { deskId, account, providerId, contractVersion, executorId, epoch, missing } = ask
  const lease = state.leases.get(`account:${deskId}:${account}`)
  if (lease?.holder !== executorId || lease.epoch !== epoch)
    return refuse('STALE_LEASE', `Another browser has account ${account} now.`)
  const key = `${deskId} ${account} ${providerId} ${contractVersion}`
  const wasRead = missing.length === 0 || state.evidence.get(key)?.wasRead === true
  state.evidence.set(key, { executorId, epoch, missing, wasRead })
  return ok({ missing })
}
