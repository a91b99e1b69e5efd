import { isFinal } from '@surefoot/arbitrage'
import {
  ok,
  refuse,
  type Control,
  type deskControl,
  type Refusal,
  type Reply,
} from '@surefoot/shared'
import type { z } from 'zod'
import type { Desk } from './desk.ts'

type ControlChange = z.output<typeof deskControl.body>

/**
 * A person changes how the desk trades. Halting asks for nothing and waits for nobody; RUN waits until nothing of
 * before is open. The ledger announces the change. Refused: NOT_RECONCILED, LEDGER_SILENT.
 */
export async function onDeskControl(
  desk: Desk,
  { deskId, change, actor }: ControlChange,
): Promise<Reply<typeof deskControl.reply>> {
  const held = desk.control
  if (change.trading === 'RUN' && held.read().trading !== 'RUN') {
    const refusal = await refuseUnreconciled(desk)
    if (refusal) return refusal
  }
  const reply = await desk.ports.ledger.control({ deskId, change, actor, reason: null })
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
  const what = length === 1 ? 'An execution is' : `${length} executions are`
  const legs = reply.executions.flatMap((execution) => execution.legs)
  const undecided = legs
    .filter(({ state }) => !isFinal(state))
    .map(({ account, role, state }) => ` Leg ${role} at account ${account} is ${state}.`)
  return refuse(
    'NOT_RECONCILED',
    `${what} not finished yet.${undecided.join('')} Wait until they are closed, or decide what is ESCALATED, then press Run.`,
  )
}
