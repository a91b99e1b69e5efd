import { readContract, selfTest } from '@surefoot/provider'
import {
  ok,
  refuse,
  type ContractRow,
  type providerMarked,
  type Refusal,
  type Reply,
} from '@surefoot/shared/messages'
import type { z } from 'zod'
import type { Ledger, Ports } from '../ports.ts'
import type { Account } from './account.ts'
import { decideMark } from './decide-mark.ts'
import { isSeen } from './sighting.ts'

/** The operator says that the account's page is a provider's. The browser is asked to read its odds afterwards. */
export async function onProviderMarked(
  account: Account,
  mark: z.output<typeof providerMarked.body>,
  { ledger, clock }: Ports,
): Promise<Reply<typeof providerMarked.reply>> {
  return account.inTurn(async () => {
    const sighting = account.sighting()
    const decision = decideMark(mark, {
      row: account.row(),
      sighting: isSeen(sighting, clock.monotonicMs()) ? sighting : null,
    })
    if (!decision.ok) return decision
    const provider = await readProvider(ledger, mark.origin)
    if (!provider.ok) return provider
    const { providerId, version: contractVersion } = provider
    const moved = await account.move('PROVIDER_MARKED', { providerId, contractVersion })
    return moved.ok ? ok({ providerId, contractVersion }) : moved
  })
}

/** The contract that serves an origin, proven on its own fixtures. Refused: NO_CONTRACT, SELF_TEST_FAILED, LEDGER_SILENT. */
async function readProvider(
  ledger: Ledger,
  origin: string,
): Promise<({ readonly ok: true } & Pick<ContractRow, 'providerId' | 'version'>) | Refusal> {
  const reply = await ledger.contractList({ origin })
  if (!reply.ok) return reply
  const [row] = reply.contracts
  if (row === undefined)
    return refuse(
      'NO_CONTRACT',
      `No contract serves ${origin}. Import one under Contracts, then mark the provider again.`,
    )
  const reading = readContract(row.document)
  const test = reading.ok ? selfTest(reading.contract) : reading
  return test.ok
    ? ok({ providerId: row.providerId, version: row.version })
    : refuse('SELF_TEST_FAILED', failure(row, test.faults))
}

function failure({ name, version }: ContractRow, faults: readonly string[]): string {
  const first = faults.slice(0, 3).join('; ')
  return `The contract of ${name}, version ${version}, fails its self-test: ${first}. Import a version that passes.`.slice(
    0,
    1000,
  )
}
