import { z } from 'zod'
import type { FirstRunAccount, FirstRunContract } from './facts.ts'

/** The contract that serves an origin, as the ledger finds it: by one of its origins, exactly. */
export function findByOrigin(
  contracts: readonly FirstRunContract[],
  origin: string | null,
): FirstRunContract | null {
  return contracts.find(({ origins }) => origin !== null && origins.includes(origin)) ?? null
}

/** The provider of an account: the one that was marked, else that of the page shown, else that of its address. */
export function findProvider(
  contracts: readonly FirstRunContract[],
  { browser, providerId, url }: FirstRunAccount,
): FirstRunContract | null {
  return (
    contracts.find((contract) => contract.providerId === providerId) ??
    findByOrigin(contracts, browser?.pageOrigin ?? null) ??
    findByOrigin(contracts, originOf(url))
  )
}

/** The origin of an account's address; null if it has none. */
export function originOf(url: string | null): string | null {
  return url === null ? null : (URL.parse(url)?.origin ?? null)
}

const hinted = z.object({ loginHint: z.string() })

/** What a play bookmaker's contract tells of its public login; null for every other. */
export function loginHintOf(contract: FirstRunContract | null): string | null {
  const reading = hinted.safeParse(contract?.document)
  return reading.success ? reading.data.loginHint : null
}
