import type { Exposure } from '@surefoot/arbitrage'
import {
  account,
  ACCOUNTS,
  control,
  type Account,
  type Control,
  type LegPlan,
} from '@surefoot/shared/messages'
import { z } from 'zod'
import type { Transaction } from '../database/open-database.ts'

const minor = z.bigint().transform(Number)
const rows = z.array(
  control.extend({ account, totalMinor: minor, matchMinor: minor, isBusy: z.boolean() }),
)

/** All that an open depends on, as it stands while the locks are held. */
export interface OpenFacts {
  readonly control: Control
  readonly exposure: Readonly<Record<Account, Exposure>>
  /** Whether an open execution has a leg on the provider's event at one of the accounts. */
  readonly isBusy: boolean
}

/** A match as the cap knows it: by our id, and by the provider's event and selection at each account. */
export interface CappedMatch {
  readonly deskId: string
  readonly matchId: string
  readonly legs: Readonly<Record<Account, Pick<LegPlan, 'providerId' | 'eventId' | 'selectionId'>>>
}

/**
 * Locks what an open depends on, then reads it as of one instant: the desk's control (HALT_ALL waits for the permits before
 * it, and precedes those after) and what its accounts have outstanding. Undefined if there is no such desk.
 */
export async function lockOpenFacts(
  tx: Transaction,
  { deskId, matchId, legs }: CappedMatch,
): Promise<OpenFacts | undefined> {
  const places = ACCOUNTS.map((which) => {
    const { providerId, eventId, selectionId } = legs[which]
    return { account: which, providerId, eventId, selectionId }
  })
  const found = rows.parse(
    await tx.$queryRaw`
      SELECT * FROM facts_for_open(${deskId}, ${matchId}, ${JSON.stringify(places)}::jsonb)`,
  )
  const [first] = found
  if (first === undefined) return undefined
  const of = (which: Account): Exposure => {
    const side = found.find((each) => each.account === which)
    if (side === undefined) throw new Error(`The exposure of account ${which} was not read.`)
    return { totalMinor: side.totalMinor, byMatch: new Map([[matchId, side.matchMinor]]) }
  }
  return {
    control: control.parse(first),
    exposure: { A: of('A'), B: of('B') },
    isBusy: found.some(({ isBusy }) => isBusy),
  }
}
