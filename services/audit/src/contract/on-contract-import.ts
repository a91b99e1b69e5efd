import { isDeepStrictEqual } from 'node:util'
import { examineContract, type ProviderContract } from '@surefoot/provider'
import {
  contractChanged,
  ok,
  refuse,
  type contractImport,
  type ContractRow,
  type Refusal,
  type Reply,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import { appendLink } from '../database/audit-chain.ts'
import { transact, type Transaction } from '../database/open-database.ts'
import { sealRow } from '../database/seal-row.ts'
import { toJson } from '../database/storable.ts'
import type { Ledger } from '../ports.ts'
import { lockContracts, readContractRow, readCurrent, refuseOtherDesk } from './on-contract.ts'

type Ask = z.output<typeof contractImport.body>

/** Stores a contract that reads and passes its own test as the next version. The same contract again changes nothing. */
export async function onContractImport(
  { database, publish }: Ledger,
  ask: Ask,
): Promise<Reply<typeof contractImport.reply>> {
  const { contract, faults } = examineContract(ask.document)
  if (contract === undefined || faults.length > 0)
    return refuse('INVALID_CONTRACT', faults.join('\n'))
  const stored = await transact(database, (tx) => store(tx, ask, contract))
  if ('ok' in stored) return stored
  publish(contractChanged, { providerId: stored.providerId, action: 'imported' })
  return ok({ contract: stored })
}

async function store(
  tx: Transaction,
  { deskId, document, actor }: Ask,
  { id: providerId, name, origins }: ProviderContract,
): Promise<ContractRow | Refusal> {
  await lockContracts(tx)
  const current = await readCurrent(tx)
  const rival = current.find(
    (row) => row.providerId !== providerId && row.origins.some((each) => origins.includes(each)),
  )
  if (rival !== undefined)
    return refuse('ORIGIN_TAKEN', `An origin of it belongs to ${rival.name} already.`)
  const standing = current.find((row) => row.providerId === providerId)
  if (standing !== undefined && isSame(standing.document, document)) return standing
  const contract = await tx.contract.findUnique({ where: { providerId } })
  const refused = refuseOtherDesk(contract, deskId)
  if (refused !== null) return refused
  const last = await tx.contractVersion.findFirst({
    where: { providerId },
    orderBy: { version: 'desc' },
  })
  const version = (last?.version ?? 0) + 1
  await tx.contract.upsert({
    where: { providerId },
    create: { providerId, currentVersion: version, deskId },
    update: { currentVersion: version, deskId },
  })
  const row = await tx.contractVersion.create({
    data: {
      providerId,
      version,
      name,
      origins,
      document: toJson({ ...document, version }),
      importedBy: actor,
    },
  })
  await sealRow(tx, 'contracts', { providerId })
  await sealRow(tx, 'contract_versions', { providerId, version })
  await appendLink(tx, {
    kind: 'contract.imported',
    executionId: null,
    details: { providerId, version, deskId, actor },
  })
  return readContractRow(row, deskId)
}

/** The ledger counts versions itself: the number in the document does not make it another. */
function isSame(standing: ContractRow['document'], document: Ask['document']): boolean {
  return isDeepStrictEqual({ ...standing, version: 0 }, { ...document, version: 0 })
}
