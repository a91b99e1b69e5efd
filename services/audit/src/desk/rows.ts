import {
  accountRow,
  control,
  ledgerDesk,
  type AccountRow,
  type Control,
  type DeskRow,
} from '@surefoot/shared/messages'
import type { Reader } from '../database/open-database.ts'
import type { Account, Desk } from '../generated/client.ts'

export function readControl(row: Desk): Control {
  return control.parse(row)
}

export function readAccount(row: Account): AccountRow {
  return accountRow.parse({ ...row, changedAt: row.changedAt.toISOString() })
}

/** A desk that exists. */
export async function readDesk(reader: Reader, deskId: string): Promise<DeskRow> {
  const row = await reader.desk.findUniqueOrThrow({
    where: { id: deskId },
    include: { accounts: true },
  })
  return ledgerDesk.reply.parse({
    deskId,
    control: readControl(row),
    accounts: Object.fromEntries(row.accounts.map((each) => [each.account, readAccount(each)])),
  })
}
