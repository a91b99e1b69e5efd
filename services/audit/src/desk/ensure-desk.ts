import { ACCOUNTS } from '@surefoot/shared/messages'
import type { Database } from '../database/open-database.ts'

/** Makes the desk if it does not exist: paper, manual, HALT_NEW, both accounts IDLE. */
export async function ensureDesk(database: Database, deskId: string): Promise<void> {
  const known = await database.desk.count({ where: { id: deskId } })
  if (known === 1) return
  await database.$transaction([
    database.desk.createMany({ data: { id: deskId }, skipDuplicates: true }),
    database.account.createMany({
      data: ACCOUNTS.map((account) => ({ deskId, account })),
      skipDuplicates: true,
    }),
  ])
}
