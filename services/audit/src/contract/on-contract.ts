import {
  contractChanged,
  contractRow,
  ok,
  refuse,
  type contractDelete,
  type contractGet,
  type contractList,
  type ContractRow,
  type Reply,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import { appendLink } from '../database/audit-chain.ts'
import { transact, type Reader } from '../database/open-database.ts'
import type { ContractVersion } from '../generated/client.ts'
import type { Ledger } from '../ports.ts'

export function readContractRow(row: ContractVersion): ContractRow {
  return contractRow.parse({ ...row, importedAt: row.importedAt.toISOString() })
}

/** The contracts in force, by provider. Earlier versions, of which there may be many, are not read. */
export async function readCurrent(reader: Reader): Promise<ContractRow[]> {
  const contracts = await reader.contract.findMany({ where: { currentVersion: { not: null } } })
  const current = contracts.flatMap(({ providerId, currentVersion: version }) =>
    version === null ? [] : [{ providerId, version }],
  )
  const rows = await reader.contractVersion.findMany({
    where: { OR: current },
    orderBy: { providerId: 'asc' },
  })
  return rows.map(readContractRow)
}

export async function onContractList(
  { database }: Ledger,
  { origin }: z.output<typeof contractList.body>,
): Promise<Reply<typeof contractList.reply>> {
  const contracts = await readCurrent(database)
  return ok({
    contracts: contracts.filter(({ origins }) => origin === undefined || origins.includes(origin)),
  })
}

export async function onContractGet(
  { database }: Ledger,
  { providerId, version }: z.output<typeof contractGet.body>,
): Promise<Reply<typeof contractGet.reply>> {
  const contract = await database.contract.findUnique({ where: { providerId } })
  const wanted = version ?? contract?.currentVersion
  const row =
    wanted === null || wanted === undefined
      ? null
      : await database.contractVersion.findUnique({
          where: { providerId_version: { providerId, version: wanted } },
        })
  return row === null
    ? refuse(
        'NOT_FOUND',
        `There is no contract of ${providerId}${version === undefined ? '' : `, version ${version}`}.`,
      )
    : ok({ contract: readContractRow(row) })
}

/** Withdraws a contract; its versions stay for the executions that used them. */
export async function onContractDelete(
  { database, publish }: Ledger,
  { providerId, actor }: z.output<typeof contractDelete.body>,
): Promise<Reply<typeof contractDelete.reply>> {
  const isWithdrawn = await transact(database, async (tx) => {
    const { count } = await tx.contract.updateMany({
      where: { providerId, currentVersion: { not: null } },
      data: { currentVersion: null },
    })
    if (count === 0) return false
    await appendLink(tx, {
      kind: 'contract.deleted',
      executionId: null,
      details: { providerId, actor },
    })
    return true
  })
  if (!isWithdrawn) return refuse('NOT_FOUND', `There is no contract of ${providerId}.`)
  publish(contractChanged, { providerId, action: 'deleted' })
  return ok({})
}
