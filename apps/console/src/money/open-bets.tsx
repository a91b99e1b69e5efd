import { Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { latestExecutionsQuery } from '../api/latest-executions.ts'
import { formatMoney } from '../format/money.ts'
import { formatTime } from '../format/time.ts'
import { EventName } from '../names/event-name.tsx'
import { CardHead } from '../parts/card-head.tsx'
import { Empty } from '../parts/empty.tsx'
import { ExecutionStatus } from '../parts/execution-status.tsx'
import { Failure } from '../parts/failure.tsx'
import { ExecutionLink } from '../parts/links.tsx'
import { hasBet } from './has-bet.ts'

const SHOWN = 12

/** Executions with a bet that has not ended: the money that is out. */
export function OpenBets() {
  const { data, error, refetch } = useQuery(latestExecutionsQuery)
  const open = data?.executions.filter(
    (execution) => execution.venue === 'live' && execution.profit === null && hasBet(execution),
  )
  return (
    <section className="card">
      <CardHead title="Not settled" />
      {error && <Failure what="The open bets" error={error} onRetry={() => void refetch()} />}
      {open === undefined && !error && <Skeleton h={160} />}
      {open?.length === 0 && (
        <Empty title="No open bet">
          An execution in Live is listed here from its first accepted leg until each of its bets has
          ended. On paper there are no bets.
        </Empty>
      )}
      {open?.slice(0, SHOWN).map((execution) => (
        <div className="row-line" key={execution.id}>
          <span className="row-line-time">{formatTime(execution.timestamp)}</span>
          <span className="row-line-event">
            <ExecutionLink executionId={execution.id}>
              <EventName of={execution} />
            </ExecutionLink>
          </span>
          <span className="row-line-facts">
            <Text size="sm" className="quiet">
              promised {formatMoney(execution.expectedProfit, { isSigned: true })}
            </Text>
            <ExecutionStatus execution={execution} />
          </span>
        </div>
      ))}
      {open !== undefined && open.length > SHOWN && (
        <Text size="sm" className="quiet" mt="xs">
          And {open.length - SHOWN} more, in History.
        </Text>
      )}
    </section>
  )
}
