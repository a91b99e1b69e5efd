import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { AuditEvent } from '@surefoot/shared/messages'
import { stepsQuery } from '../api/queries.ts'
import { formatPreciseTime } from '../format/time.ts'
import { AccountLetter } from '../parts/account-letter.tsx'
import { CardHead } from '../parts/card-head.tsx'
import { Empty } from '../parts/empty.tsx'
import { Failure } from '../parts/failure.tsx'
import { ChainTag } from '../parts/chain-tag.tsx'
import { describeStep } from './describe-step.ts'

/** Every step of an execution, from the audit chain, with the time since the first. */
export function StepList({ executionId }: { readonly executionId: string }) {
  const { data, error, refetch } = useQuery(stepsQuery(executionId))
  const first = data?.events[0]
  return (
    <section className="card">
      <CardHead title="Every step">{data && <ChainTag isIntact={data.isIntact} />}</CardHead>
      {error && <Failure what="The steps" error={error} onRetry={() => void refetch()} />}
      {data === undefined && !error && <Skeleton h={200} />}
      {data !== undefined && first === undefined && (
        <Empty title="No steps">The ledger writes each step of an execution here.</Empty>
      )}
      {first && (
        <ol className="step-list">
          {data.events.map((event) => (
            <StepLine key={event.sequence} event={event} first={first} />
          ))}
        </ol>
      )}
    </section>
  )
}

function StepLine({ event, first }: { readonly event: AuditEvent; readonly first: AuditEvent }) {
  const { role, text } = describeStep(event)
  const sinceMs = Date.parse(event.at) - Date.parse(first.at)
  return (
    <li>
      <span className="step-time">{formatPreciseTime(event.at)}</span>
      <span className="step-time step-since quiet">+{(sinceMs / 1000).toFixed(3)} s</span>
      {role === null ? <span /> : <AccountLetter role={role} size={12} />}
      <span>{text}</span>
    </li>
  )
}
