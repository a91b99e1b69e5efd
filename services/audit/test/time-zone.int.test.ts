import { randomUUID } from 'node:crypto'
import { ledgerExecution } from '@surefoot/shared/messages'
import { createDatabase } from '@surefoot/testkit'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { createActs, inFuture } from './builders.ts'
import { openLedger } from './open-ledger.ts'

/** A slow test ends in it; a time zone is hours off. */
const NEAR_MS = 1_800_000

test('on a Postgres of another time zone every instant is the one that was meant', async () => {
  await using postgres = await createDatabase()
  const owner = new Client({ connectionString: postgres.url })
  await owner.connect()
  const name = new URL(postgres.url).pathname.slice(1)
  await owner.query(`ALTER DATABASE "${name}" SET timezone TO 'Asia/Tokyo'`)
  await using ledger = await openLedger({ url: postgres.url })
  const acts = createActs(ledger)
  await acts.startTrading()
  const id = randomUUID()
  const deadline = inFuture(60_000)
  await acts.open(id, { A: { deadline } })
  expect(await acts.arm(`${id}-A`)).toMatchObject({ ok: true, permit: { livesMs: 5000 } })
  await acts.accept(`${id}-A`)
  const record = await ledger.ask(ledgerExecution, { executionId: id })
  const leg = record.ok ? record.legs.find(({ role }) => role === 'A') : undefined
  expect(leg?.deadline).toBe(deadline)
  const stored = await owner.query<{ deadline: Date; armedAt: Date; changedAt: Date }>(
    `SELECT "deadline", "armedAt", "changedAt" FROM "legs" WHERE "id" = $1`,
    [`${id}-A`],
  )
  await owner.end()
  expect(stored.rows[0]?.deadline.toISOString()).toBe(deadline)
  const instants = [
    stored.rows[0]?.armedAt,
    stored.rows[0]?.changedAt,
    leg?.armedAt,
    leg?.changedAt,
    record.ok ? record.execution.timestamp : undefined,
  ]
  for (const instant of instants)
    expect(Math.abs(new Date(instant ?? 0).getTime() - Date.now())).toBeLessThan(NEAR_MS)
})
