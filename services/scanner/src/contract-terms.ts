import { readContract } from '@surefoot/provider'
import { NoReply, type Bus } from '@surefoot/shared/bus'
import { contractGet } from '@surefoot/shared/messages'
import type { Logger } from '@surefoot/shared/runtime'
import { readTerms, type FindTerms, type Terms } from './terms.ts'

const DEADLINE_MS = 2000
/** A ledger that does not answer, or does not know the version, is asked again after this. */
const RETRY_MS = 2000

interface Asked {
  terms: Terms | undefined
  readonly askedAtMs: number
}

export interface ContractTermsOptions {
  readonly bus: Bus
  readonly logger: Logger
  readonly now: () => number
  /** What could not be appraised before can be now. */
  readonly onLearned: () => void
}

/** Finds terms that are known, and asks the ledger for those that are not. A version never changes: it is asked for once. */
export function createContractTerms(options: ContractTermsOptions): FindTerms {
  const asked = new Map<string, Asked>()
  return (providerId, version) => {
    const key = `${providerId} ${version}`
    const known = asked.get(key)
    const nowMs = options.now()
    if (known?.terms !== undefined) return known.terms
    if (known !== undefined && nowMs - known.askedAtMs < RETRY_MS) return undefined
    const asking: Asked = { terms: undefined, askedAtMs: nowMs }
    asked.set(key, asking)
    void learn(options, { providerId, version }, asking)
    return undefined
  }
}

interface ContractVersion {
  readonly providerId: string
  readonly version: number
}

async function learn(
  { bus, logger, onLearned }: ContractTermsOptions,
  version: ContractVersion,
  asking: Asked,
): Promise<void> {
  try {
    const reply = await bus.request(contractGet, version, { deadlineMs: DEADLINE_MS })
    const reading = reply.ok ? readContract(reply.contract.document) : reply
    if (reading.ok) {
      asking.terms = readTerms(reading.contract)
      onLearned()
    } else {
      logger.warn({ ...version, reading }, 'the contract cannot be used; no opportunities of it')
    }
  } catch (error) {
    const why =
      error instanceof NoReply ? 'the ledger does not answer' : 'the contract cannot be read'
    logger.warn({ err: error, ...version }, `${why}; it will be asked again`)
  }
}
