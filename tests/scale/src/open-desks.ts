import type { Bus } from '@surefoot/shared/bus'
import {
  ACCOUNTS,
  browserOpen,
  browserWatch,
  ledgerControl,
  ledgerTransition,
  type Account,
  type AccountState,
  type Refusal,
} from '@surefoot/shared/messages'
import type { World } from './world.ts'
import { PROVIDERS } from './providers.ts'

const WITHIN = { deadlineMs: 30_000 }
const AT_ONCE = 10

/** Desks that may trade: browsers open and watched, both accounts RUNNING in the ledger. Throws if one is refused. */
export async function openDesks({ bus }: World, count: number): Promise<readonly string[]> {
  const deskIds = Array.from({ length: count }, (_, at) => `desk-${at + 1}`)
  for (let at = 0; at < count; at += AT_ONCE)
    await Promise.all(deskIds.slice(at, at + AT_ONCE).map((deskId) => openDesk(bus, deskId)))
  return deskIds
}

/** What an operator and a worker do until both accounts run. */
async function openDesk(bus: Bus, deskId: string): Promise<void> {
  const change = { trading: 'RUN', venue: 'live' } as const
  demand(await bus.request(ledgerControl, { deskId, change, actor: 'scale', reason: null }, WITHIN))
  await Promise.all(ACCOUNTS.map((account) => openAccount(bus, deskId, account)))
}

async function openAccount(bus: Bus, deskId: string, account: Account): Promise<void> {
  const { id: providerId, origin: url } = PROVIDERS[account]
  const watched = { providerId, contractVersion: 1 }
  const move = async (
    [from, to]: readonly [AccountState, AccountState],
    trigger: 'TOGGLED_ON' | 'BROWSER_OPENED' | 'PROVIDER_MARKED' | 'FIRST_PACKET',
    change: { browserId?: string; providerId?: string; contractVersion?: number } = {},
  ): Promise<void> => {
    const ask = { deskId, account, from, to, trigger, reason: null, ...change }
    demand(await bus.request(ledgerTransition, ask, WITHIN))
  }
  await move(['IDLE', 'BROWSER_OPENING'], 'TOGGLED_ON')
  const { browserId } = demand(await bus.request(browserOpen, { deskId, account, url }, WITHIN))
  await move(['BROWSER_OPENING', 'BROWSER_READY'], 'BROWSER_OPENED', { browserId })
  demand(await bus.request(browserWatch, { deskId, account, browserId, ...watched }, WITHIN))
  await move(['BROWSER_READY', 'PROVIDER_READY'], 'PROVIDER_MARKED', watched)
  await move(['PROVIDER_READY', 'RUNNING'], 'FIRST_PACKET')
}

function demand<A>(reply: ({ readonly ok: true } & A) | Refusal): { readonly ok: true } & A {
  if (!reply.ok) throw new Error(`${reply.code}: ${reply.message}`)
  return reply
}
