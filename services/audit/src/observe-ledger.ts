/**
 * What the ledger holds now, read at each scrape: right after a restart, and the same from every instance, so that whoever
 * looks at two takes the larger and never the sum.
 */
import { account, accountState, trading } from '@surefoot/shared/messages'
import { METRICS, observe, UNSETTLED_STATES, type Observe } from '@surefoot/shared/runtime'
import { z } from 'zod'
import type { Database } from './database/open-database.ts'

/** Read until disposed. */
export function observeLedger(database: Database): Disposable {
  const { accountState: states, deskTrading, executionsOpen, exposure, legs } = METRICS
  return observe([states, deskTrading, executionsOpen, exposure, legs], async (tell) => {
    // One after the other: a scrape takes one connection from those that give permits.
    const desks = await database.desk.findMany({ include: { accounts: true } })
    const open = await database.execution.findMany({
      where: { closedAt: null },
      select: { deskId: true },
    })
    const unsettled = await database.leg.findMany({
      where: { state: { in: [...UNSETTLED_STATES] } },
      select: { deskId: true, state: true },
    })
    const stakesNow = await readStakes(database)
    for (const desk of desks) {
      const isOurs = ({ deskId }: { readonly deskId: string }): boolean => deskId === desk.id
      tellDesk(tell, desk)
      tell(executionsOpen, { desk: desk.id }, open.filter(isOurs).length)
      const legsOfDesk = unsettled.filter(isOurs)
      for (const state of UNSETTLED_STATES) {
        const count = legsOfDesk.filter((leg) => leg.state === state).length
        tell(legs, { desk: desk.id, state }, count)
      }
      const stakesOfDesk = stakesNow.filter(isOurs)
      for (const name of account.options) {
        const found = stakesOfDesk.find((row) => row.account === name)
        tell(exposure, { desk: desk.id, account: name }, (found?.stakeMinor ?? 0) / 100)
      }
    }
  })
}

interface DeskStanding {
  readonly id: string
  readonly trading: string
  readonly accounts: readonly { readonly account: string; readonly state: string }[]
}

/** A series for each value, because one that ended would stand as it was last. */
function tellDesk(tell: Observe, desk: DeskStanding): void {
  for (const each of trading.options)
    tell(METRICS.deskTrading, { desk: desk.id, trading: each }, Number(desk.trading === each))
  for (const name of account.options) {
    const standing = desk.accounts.find((one) => one.account === name)
    for (const state of accountState.options)
      tell(
        METRICS.accountState,
        { desk: desk.id, account: name, state },
        Number(standing?.state === state),
      )
  }
}

const stakes = z.array(
  z.object({ deskId: z.string(), account, stakeMinor: z.bigint().transform(Number) }),
)

async function readStakes(database: Database): Promise<z.output<typeof stakes>> {
  return stakes.parse(
    await database.$queryRaw`
      SELECT "deskId", "account", sum("stakeMinor")::bigint AS "stakeMinor"
      FROM (
        SELECT "deskId", "account", "stakeMinor" FROM "outstanding_legs"
        UNION ALL
        SELECT "deskId", "account", (100 * "externalStake")::bigint FROM "statements"
      ) stakes
      GROUP BY "deskId", "account"`,
  )
}
