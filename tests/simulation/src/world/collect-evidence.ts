import type { CountedStake, Evidence } from '@surefoot/checker'
import { ACCOUNTS } from '@surefoot/shared/messages'
import { readOutstanding } from '../ledger/exposure.ts'
import { findRecord } from '../ledger/records.ts'
import { CAPS, DESK } from './settings.ts'
import type { World } from './world.ts'

/** All that the checker looks at, when a seed is over and quiet. */
export function collectEvidence(world: World): Evidence {
  const { ledger, bookmakers } = world
  return {
    records: [...ledger.state.executions.keys()].flatMap((id) => findRecord(ledger, id) ?? []),
    links: ledger.state.links,
    isChainIntact: true,
    bets: Object.values(bookmakers).flatMap(({ providerId, book, skewMs }) =>
      [...book.bets.values()].map((bet) => ({
        providerId,
        reference: bet.betReference,
        selectionId: bet.selectionId,
        stake: bet.stake,
        odds: bet.odds,
        placedAt: new Date(Date.parse(bet.placedAt) - skewMs).toISOString(),
        status: bet.status,
        returned: bet.returned,
      })),
    ),
    exposure: { ledger: sumLedger(world), redis: readRedis(world) },
    caps: CAPS,
    isQuiet: true,
    quota: null,
  }
}

function sumLedger({ ledger }: World): CountedStake[] {
  return readOutstanding(ledger, DESK).placed.map(({ account, executionId, stakeMinor }) => ({
    deskId: DESK,
    account,
    executionId,
    stakeMinor,
  }))
}

function readRedis({ redis }: World): CountedStake[] {
  return ACCOUNTS.flatMap((account) => {
    const entries = redis.readHash(`exposure:{${DESK}}:${account}`)
    return entries.flatMap((field, index) => {
      if (index % 2 === 1) return []
      const executionId = field.slice(0, field.indexOf(':'))
      return [{ deskId: DESK, account, executionId, stakeMinor: Number(entries[index + 1]) }]
    })
  })
}
