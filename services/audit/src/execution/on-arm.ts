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
import { withLink } from '../database/audit-chain.ts'
import { transact, type Transaction } from '../database/open-database.ts'
import { Prisma } from '../generated/client.ts'
import type { Ledger } from '../ports.ts'
import { toJson } from '../database/storable.ts'
import { lockArmFacts, type ArmFacts } from './arm-facts.ts'
import { refuseToArm } from './decide-arm.ts'

type Ask = z.output<typeof ledgerArm.body>

/** AUTHORIZED → ARMED and a permit, in one commit, with everything it depends on locked. A lost reply is a lost permit. */
export async function onArm(ledger: Ledger, ask: Ask): Promise<Reply<typeof ledgerArm.reply>> {
  return transact(ledger.database, async (tx) => {
    const facts = await lockArmFacts(tx, ask)
    if (facts === undefined) return refuse('NOT_AUTHORIZED', `There is no leg ${ask.legId}.`)
    const refusal = refuseToArm(facts, ask, ledger)
    if (refusal !== undefined) return refusal
    const given = permitFor(facts, ledger)
    await writePermit(tx, ask, { given, facts })
    return ok({ permit: given })
  })
}

function permitFor(
  { legId, now, deadline, venue, execution }: ArmFacts,
  { isSafeMode: safeMode }: Pick<Ledger, 'isSafeMode'>,
): Permit {
  const leg = execution.legs.find((one) => one.legId === legId)
  const expiresAt = new Date(Math.min(now.getTime() + PERMIT_LIFE_MS, deadline.getTime()))
  return permit.parse({
    permitId: randomUUID(),
    legId,
    selectionId: leg?.selectionId,
    stake: leg?.stake,
    leastOdds: leg?.leastOdds,
    venue,
    safeMode,
    expiresAt: expiresAt.toISOString(),
    livesMs: expiresAt.getTime() - now.getTime(),
  })
}

interface Giving {
  readonly given: Permit
  readonly facts: Pick<ArmFacts, 'now' | 'executionId'>
}

async function writePermit(
  tx: Transaction,
  { legId, executorId, epoch, nonce, isSimulated, balanceBefore, listedBefore }: Ask,
  { given, facts: { now, executionId } }: Giving,
): Promise<void> {
  const { permitId, safeMode, expiresAt } = given
  const listed = listedBefore ? JSON.stringify(toJson(listedBefore)) : null
  const writes = Prisma.sql`
    armed AS (
      UPDATE "legs" SET "state" = 'ARMED', "armedAt" = ${now}::timestamptz, "changedAt" = ${now}::timestamptz,
        "balanceBefore" = ${balanceBefore}::numeric, "listedBefore" = ${listed}::jsonb
      WHERE "id" = ${legId} RETURNING "id"
    ), given AS (
      INSERT INTO "permits"
        ("id", "legId", "nonce", "executorId", "epoch", "isSimulated", "safeMode", "issuedAt", "expiresAt")
      SELECT ${permitId}::uuid, "id", ${nonce}::uuid, ${executorId}, ${epoch}::int, ${isSimulated}, ${safeMode},
        ${now}::timestamptz, ${expiresAt}::timestamptz
      FROM armed
    )`
  const by = { executorId, epoch, nonce, isSimulated }
  const details = { ...by, permit: given, balanceBefore, listedBefore: listedBefore ?? null }
  await tx.$executeRaw`${withLink(writes, { kind: 'leg.armed', executionId, details })} SELECT FROM armed`
}
