import { isFinal } from '@surefoot/arbitrage'
import {
  ok,
  refuse,
  type Control,
  type deskControl,
  type Refusal,
  type Reply,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import { setTimeout as delay } from 'node:timers/promises'
import { refuseIdle, refuseUnread } from './desk-view.ts'
import { viewDesk, type Desk } from './desk.ts'

type ControlChange = z.output<typeof deskControl.body>

/**
 * A person changes how the desk trades. Halting asks for nothing and waits for nobody; RUN waits until nothing of
 * before is open, and live until lists, balance and session of both accounts were read. The ledger announces the change.
 * Refused: NOT_RECONCILED, NOT_RUNNING, EVIDENCE_MISSING, LEDGER_SILENT.
 */
export async function onDeskControl(
  desk: Desk,
  { deskId, change, actor, despite }: ControlChange,
): Promise<Reply<typeof deskControl.reply>> {
  const held = desk.control
  if (change.trading === 'RUN' && held.read().trading !== 'RUN') {
    const refusal = await refuseUnreconciled(desk)
    if (refusal) return refusal
  }
  if (change.venue === 'live' && held.read().venue !== 'live') {
    const refusal = await refuseLive(desk)
    if (refusal) return refusal
  }
  const reply = await desk.ports.ledger.control({ deskId, change, actor, reason: null, despite })
  if (!reply.ok) {
    if (reply.code === 'LEDGER_SILENT') standStill(desk, change.trading)
    return reply
  }
  held.adopt(reply.control, Date.parse(reply.at))
  return ok({ control: reply.control })
}

/** A change whose answer was lost may hold in the ledger: what is held may be old, so it begins nothing until read again. */
function standStill({ control }: Desk, asked: Control['trading'] | undefined): void {
  const held = control.read()
  const isHaltAll = held.trading === 'HALT_ALL' || asked === 'HALT_ALL'
  control.replace({ ...held, trading: isHaltAll ? 'HALT_ALL' : 'HALT_NEW' })
}

/** Both accounts are reconciled when nothing of either is open: no leg that may still change, and none that stands alone. */
async function refuseUnreconciled({ ports, settings }: Desk): Promise<Refusal | null> {
  const reply = await ports.ledger.unfinished({ deskId: settings.deskId })
  if (!reply.ok) return reply
  const { length } = reply.executions
  if (length === 0) return null
  const [what, they] =
    length === 1 ? ['An execution is', 'it is'] : [`${length} executions are`, 'they are']
  const legs = reply.executions.flatMap((execution) => execution.legs)
  const undecided = legs
    .filter(({ state }) => !isFinal(state))
    .map(({ account, role, state }) => ` Leg ${role} at account ${account} is ${state}.`)
  return refuse(
    'NOT_RECONCILED',
    `${what} not finished yet.${undecided.join('')} Wait until ${they} closed, or decide what is ESCALATED, then press Run.`,
  )
}

const POLL_MS = 50
/** A browser that was just marked reads within a second. */
const POLLS = 100

/** Live needs both accounts running and read. What is being read just now is waited for. */
async function refuseLive(desk: Desk): Promise<Refusal | null> {
  for (let polled = 0; polled < POLLS && isBeingRead(desk); polled += 1) await delay(POLL_MS)
  const view = viewDesk(desk)
  return refuseIdle(view) ?? refuseUnread(view)
}

function isBeingRead(desk: Desk): boolean {
  const { accounts } = viewDesk(desk)
  return [accounts.A, accounts.B].some(({ status }) =>
    status?.unread?.some(({ why }) => why === null),
  )
}
