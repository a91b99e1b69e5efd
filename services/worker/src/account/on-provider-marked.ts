import { ok, type providerMarked, type Reply } from '@surefoot/shared'
import type { z } from 'zod'
import type { Ports } from '../ports.ts'
import type { Account } from './account.ts'
import { decideMark } from './decide-mark.ts'
import { readProvider } from './read-provider.ts'
import { isSeen } from './sighting.ts'

/** The operator says that the account's page is a provider's. The browser is told to read its odds afterwards. */
export async function onProviderMarked(
  account: Account,
  mark: z.output<typeof providerMarked.body>,
  { ledger, clock }: Ports,
): Promise<Reply<typeof providerMarked.reply>> {
  return account.inTurn(async () => {
    const sighting = account.sighting()
    const decision = decideMark(mark, {
      row: account.row(),
      sighting: isSeen(sighting, clock) ? sighting : null,
    })
    if (!decision.ok) return decision
    const provider = await readProvider(ledger, mark.origin)
    if (!provider.ok) return provider
    const { providerId, version: contractVersion } = provider
    const moved = await account.move('PROVIDER_MARKED', { providerId, contractVersion })
    return moved.ok ? ok({ providerId, contractVersion }) : moved
  })
}
