import { readContract } from '@surefoot/provider'
import type { contractGet, Reply } from '@surefoot/shared/messages'
import { readTerms, type FindTerms, type Terms } from './terms.ts'

/** A ledger that does not answer, or does not know the version, is asked again after this. */
const RETRY_MS = 2000

interface Asked {
  terms: Terms | undefined
  readonly askedAtMs: number
}

export interface ContractVersion {
  readonly providerId: string
  readonly version: number
}

export interface ContractTermsOptions {
  /** Asks the ledger for a version of a contract. It may throw: the version is asked for again. */
  readonly ask: (version: ContractVersion) => Promise<Reply<typeof contractGet.reply>>
  readonly now: () => number
  /** What could not be appraised before can be now. */
  readonly onLearned: () => void
  /** The version was not read, or cannot be used: why. */
  readonly onUnread: (version: ContractVersion, cause: unknown) => void
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

async function learn(
  { ask, onLearned, onUnread }: ContractTermsOptions,
  version: ContractVersion,
  asking: Asked,
): Promise<void> {
  try {
    const reply = await ask(version)
    const reading = reply.ok ? readContract(reply.contract.document) : reply
    if (!reading.ok) return onUnread(version, reading)
    asking.terms = readTerms(reading.contract)
    onLearned()
  } catch (error) {
    onUnread(version, error)
  }
}
