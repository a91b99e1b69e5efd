import type { Bus } from '@surefoot/shared/bus'
import { contractImport, type Account } from '@surefoot/shared/messages'
import { readFile } from 'node:fs/promises'

/** The bookmaker of each account, and where it would be. */
export const PROVIDERS: Readonly<
  Record<Account, { readonly id: string; readonly origin: string }>
> = {
  A: { id: 'north', origin: 'http://127.0.0.1:1' },
  B: { id: 'south', origin: 'http://127.0.0.1:2' },
}

const CONTRACTS = new URL('../../../apps/sandbox/contracts/', import.meta.url)

/** Import the contracts of both; all desks share them. */
export async function importContracts(bus: Bus): Promise<void> {
  for (const { id, origin } of Object.values(PROVIDERS)) {
    const text = await readFile(new URL(`${id}.json`, CONTRACTS), 'utf8')
    const document = { ...JSON.parse(text), origins: [origin] }
    const ask = { deskId: 'scale', document, actor: 'scale' }
    const reply = await bus.request(contractImport, ask, { deadlineMs: 10_000 })
    if (!reply.ok) throw new Error(`${reply.code}: ${reply.message}`)
  }
}
