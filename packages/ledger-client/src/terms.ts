import { toMinor, type StakeLimits } from '@surefoot/arbitrage'
import { readContract } from '@surefoot/provider'
import type { Bus } from '@surefoot/shared/bus'
import { contractGet, refuse, type Refusal } from '@surefoot/shared/messages'

const DEADLINE_MS = 5000

/** What placing and proving a bet needs to know of a provider's contract. */
export interface Terms {
  readonly limits: StakeLimits
  readonly longestAcceptanceDelayMs: number
}

export interface ContractVersion {
  readonly providerId: string
  readonly contractVersion: number
}

/** Refused: NO_CONTRACT. Throws NoReply. */
export type ReadTerms = (version: ContractVersion) => Promise<({ ok: true } & Terms) | Refusal>

/** A version of a contract never changes, so each is asked for once. */
export function createReadTerms(bus: Bus): ReadTerms {
  const known = new Map<string, Terms>()
  return async ({ providerId, contractVersion }) => {
    const key = `${providerId} ${contractVersion}`
    const terms = known.get(key) ?? (await askTerms(bus, providerId, contractVersion))
    if (terms === undefined) {
      return refuse(
        'NO_CONTRACT',
        `Version ${contractVersion} of the contract of ${providerId} cannot be read. Import it again.`,
      )
    }
    known.set(key, terms)
    return { ok: true, ...terms }
  }
}

async function askTerms(bus: Bus, providerId: string, version: number): Promise<Terms | undefined> {
  const reply = await bus.request(contractGet, { providerId, version }, { deadlineMs: DEADLINE_MS })
  if (!reply.ok) return undefined
  const reading = readContract(reply.contract.document)
  if (!reading.ok) return undefined
  const { stake, longestAcceptanceDelayMs } = reading.contract
  const limits = {
    stepMinor: toMinor(stake.step),
    minMinor: toMinor(stake.min),
    maxMinor: toMinor(stake.max),
  }
  return { limits, longestAcceptanceDelayMs }
}
