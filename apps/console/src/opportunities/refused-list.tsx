import { Text } from '@mantine/core'
import type { RefusedRow } from '@surefoot/shared/messages'
import { useQuery } from '@tanstack/react-query'
import { refusedQuery } from '../api/queries.ts'
import { formatBps } from '../format/money.ts'
import { formatOdds } from '../format/odds.ts'
import { formatMarket } from '../format/words.ts'
import { EventName } from '../names/event-name.tsx'
import { CardHead } from '../parts/card-head.tsx'
import { Failure } from '../parts/failure.tsx'
import { describeLife } from './describe-life.ts'

/** Prices that promise a profit and are not offered: which rail refuses each, with its numbers, and how long it has lived. */
export function RefusedList() {
  const { data, error, refetch } = useQuery(refusedQuery)
  if (error)
    return <Failure what="The refused prices" error={error} onRetry={() => void refetch()} />
  if (data === undefined || data.length === 0) return null
  return (
    <section className="card" aria-label="Refused prices">
      <CardHead title="Refused" />
      <Text size="sm" className="quiet">
        These prices promise a profit and are not offered. Nobody can execute them.
      </Text>
      <ul className="refused-list">
        {data.map((row) => (
          <RefusedLine key={row.opportunityId} row={row} />
        ))}
      </ul>
    </section>
  )
}

function RefusedLine({ row }: { readonly row: RefusedRow }) {
  const { sport, market, line, odds, edgeBps, rail, because } = row
  return (
    <li data-ended={row.endedAgoMs !== null || undefined}>
      <Text fw={600} size="sm" component="div">
        <EventName of={row} />
      </Text>
      <span className="refused-facts">
        {sport} · {formatMarket(market, line)} · A {formatOdds(odds.A)} · B {formatOdds(odds.B)} ·{' '}
        {formatBps(edgeBps)} by the odds · {describeLife(row)}
      </span>
      <Text size="sm" component="div">
        <b>{rail}</b>: {because}
      </Text>
    </li>
  )
}
