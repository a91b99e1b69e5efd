import { randomUUID } from 'node:crypto'
import {
  ok,
  permit,
  PERMIT_LIFE_MS,
  refuse,
  type ledgerArm,
  type Permit,
  type Reply,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import { appendLink } from '../database/audit-chain.ts'
import { lockForArm } from '../database/locks.ts'
import { transact, type Transaction } from '../database/open-database.ts'
import type { Ledger } from '../ports.ts'
import { toJson } from '../database/storable.ts'
import { readArmFacts } from './arm-facts.ts'
import { refuseToArm } from './decide-arm.ts'

type Ask = z.output<typeof ledgerArm.body>

/** AUTHORIZED → ARMED and a permit, in one commit, with everything it depends on locked. A lost reply is a lost permit. */
export async function onArm(ledger: Ledger, ask: Ask): Promise<Reply<typeof ledgerArm.reply>> {
  return transact(ledger.database, async (tx) => {
    await lockForArm(tx, ask.legId)
    const facts = await readArmFacts(tx, ask)
    if (facts === undefined) return refuse('NOT_AUTHORIZED', `There is no leg ${ask.legId}.`)
    const refusal = refuseToArm(facts, ask, ledger)
    if (refusal !== undefined) return refusal
    return ok({
      permit: await writePermit(tx, ask, { now: facts.now, isSafeMode: ledger.isSafeMode }),
    })
  })
}

async function writePermit(
  tx: Transaction,
  { legId, executorId, epoch, nonce, isSimulated, balanceBefore, listedBefore }: Ask,
  { now, isSafeMode }: { now: Date; isSafeMode: boolean },
): Promise<Permit> {
  const leg = await tx.leg.update({
    where: { id: legId },
    data: {
      state: 'ARMED',
      armedAt: now,
      changedAt: now,
      balanceBefore,
      ...(listedBefore ? { listedBefore: toJson(listedBefore) } : {}),
    },
  })
  const expiresAt = new Date(Math.min(now.getTime() + PERMIT_LIFE_MS, leg.deadline.getTime()))
  const given = permit.parse({
    permitId: randomUUID(),
    legId,
    selectionId: leg.selectionId,
    stake: leg.stake.toFixed(2),
    leastOdds: leg.leastOdds.toFixed(),
    venue: leg.venue,
    safeMode: isSafeMode,
    expiresAt: expiresAt.toISOString(),
    livesMs: expiresAt.getTime() - now.getTime(),
  })
  const by = { executorId, epoch, nonce, isSimulated }
  await tx.permit.create({
    data: { ...by, id: given.permitId, legId, safeMode: isSafeMode, issuedAt: now, expiresAt },
  })
  const details = { ...by, permit: given, balanceBefore }
  await appendLink(tx, { kind: 'leg.armed', executionId: leg.executionId, details })
  return given
}
