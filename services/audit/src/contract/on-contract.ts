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
import { transact, type Reader, type Transaction } from '../database/open-database.ts'
import { sealRow } from '../database/seal-row.ts'
import type { Contract, ContractVersion } from '../generated/client.ts'
import type { Ledger } from '../ports.ts'

/** A version as a message; `deskId` is that of the contract. */
export function readContractRow(row: ContractVersion, deskId: string | null): ContractRow {
  return contractRow.parse({ ...row, deskId, importedAt: row.importedAt.toISOString() })
}

/** Another desk's contract is used, never changed: its prices and clicks are that desk's, too. */
export function refuseOtherDesk(
  contract: Contract | null,
  deskId: string,
): ReturnType<typeof refuse> | null {
  if (contract?.currentVersion == null || contract.deskId === null) return null
  if (contract.deskId === deskId) return null
  const { providerId, deskId: owner } = contract
  const because = `The contract of ${providerId} belongs to desk ${owner}: this desk uses it as it is.`
  return refuse('OTHER_DESK', `${because} Ask the operators of ${owner} to change it.`)
}

/** One change of contracts at a time: an origin may belong to one provider only, and a contract to one desk. */
export async function lockContracts(tx: Transaction): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('contracts'))::text`
}

/** The contracts in force, by provider. Earlier versions, of which there may be many, are not read. */
export async function readCurrent(reader: Reader): Promise<ContractRow[]> {
  const contracts = await reader.contract.findMany({ where: { currentVersion: { not: null } } })
  const current = contracts.flatMap(({ providerId, currentVersion: version }) =>
    version === null ? [] : [{ providerId, version }],
  )
  const owners = new Map(contracts.map(({ providerId, deskId }) => [providerId, deskId]))
  const rows = await reader.contractVersion.findMany({
    where: { OR: current },
    orderBy: { providerId: 'asc' },
  })
  return rows.map((row) => readContractRow(row, owners.get(row.providerId) ?? null))
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
    : ok({ contract: readContractRow(row, contract?.deskId ?? null) })
}

/** Withdraws a contract; its versions stay for the executions that used them. */
export async function onContractDelete(
  { database, publish }: Ledger,
  { deskId, providerId, actor }: z.output<typeof contractDelete.body>,
): Promise<Reply<typeof contractDelete.reply>> {
  const refused = await transact(database, async (tx) => {
    await lockContracts(tx)
    const contract = await tx.contract.findUnique({ where: { providerId } })
    if (contract?.currentVersion == null)
      return refuse('NOT_FOUND', `There is no contract of ${providerId}.`)
    const refusal = refuseOtherDesk(contract, deskId)
    if (refusal !== null) return refusal
    await tx.contract.update({ where: { providerId }, data: { currentVersion: null } })
    await sealRow(tx, 'contracts', { providerId })
    await appendLink(tx, {
      kind: 'contract.deleted',
      executionId: null,
      details: { providerId, deskId, actor },
    })
    return null
  })
  if (refused !== null) return refused
  publish(contractChanged, { providerId, action: 'deleted' })
  return ok({})
}
