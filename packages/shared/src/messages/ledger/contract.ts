import { z } from 'zod'
import { actor, deskId, instant, origin, providerId, providerVersion } from '../common.ts'
import { defineRequest } from '../define.ts'

/** A contract as stored. `document` is checked by `packages/provider`, which alone knows its schema. */
export const contractRow = z.object({
  providerId,
  version: providerVersion,
  name: z.string(),
  origins: z.array(origin),
  document: z.record(z.string(), z.unknown()),
  importedAt: instant,
  importedBy: z.string(),
  /** The desk that it belongs to: the others only use it. Null: of a time before contracts had one. */
  deskId: deskId.nullish(),
})
export type ContractRow = z.infer<typeof contractRow>

/** Current contracts; with `origin`, those that serve it. */
export const contractList = defineRequest(
  'contract.list',
  'global',
  z.object({ origin: origin.optional() }),
  z.object({ contracts: z.array(contractRow) }),
)

/** One version of a contract, or the current one. Refused: NOT_FOUND. */
export const contractGet = defineRequest(
  'contract.get',
  'global',
  z.object({ providerId, version: providerVersion.optional() }),
  z.object({ contract: contractRow }),
)

/** Store a contract as the next version. Refused: INVALID_CONTRACT (every fault named), ORIGIN_TAKEN, OTHER_DESK. */
export const contractImport = defineRequest(
  'contract.import',
  'global',
  z.object({ deskId, document: z.record(z.string(), z.unknown()), actor }),
  z.object({ contract: contractRow }),
)

/** Withdraw a contract; its versions stay for the executions that used them. Refused: NOT_FOUND, OTHER_DESK. */
export const contractDelete = defineRequest(
  'contract.delete',
  'global',
  z.object({ deskId, providerId, actor }),
  z.looseObject({}),
)
