import { Button, Group, Skeleton, Text } from '@mantine/core'
import type { AlertRow } from '@surefoot/shared/messages'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { acknowledgeAlerts, alertsQuery } from '../api/notifications.ts'
import { formatDateTime } from '../format/time.ts'
import { CardHead } from '../parts/card-head.tsx'
import { Empty } from '../parts/empty.tsx'
import { Failure } from '../parts/failure.tsx'
import { ExecutionLink } from '../parts/links.tsx'
import { Tag } from '../parts/tag.tsx'
import { useCommand } from '../parts/use-command.ts'
import { describeProgress, isOpen, KINDS } from './words.ts'
import { Outside } from '../names/outside.tsx'

const SHOWN = 30

/** What is wrong, or was: what nobody has acknowledged first. */
export function AlertsCard() {
  const { data, error, refetch } = useQuery(alertsQuery)
  const acknowledge = useAcknowledge()
  const open = data?.alerts.filter(isOpen) ?? []
  return (
    <section className="card">
      <CardHead title={open.length === 0 ? 'Alerts' : `Alerts: ${open.length} open`}>
        {open.length > 1 && (
          <Button
            size="xs"
            variant="default"
            loading={acknowledge.isPending}
            onClick={() => acknowledge.mutate(open.map(({ id }) => id))}
          >
            Acknowledge all {open.length}
          </Button>
        )}
      </CardHead>
      {error && <Failure what="The alerts" error={error} onRetry={() => void refetch()} />}
      {data === undefined && !error && <Skeleton h={160} />}
      {data?.alerts.length === 0 && (
        <Empty title="No alert">
          A halt, something that needs you, a lost browser, a silent service or a hedge: each
          appears here with what was sent for it.
        </Empty>
      )}
      {data?.alerts.slice(0, SHOWN).map((alert) => (
        <AlertLine
          key={alert.id}
          alert={alert}
          isBusy={acknowledge.isPending}
          onAcknowledge={() => acknowledge.mutate([alert.id])}
        />
      ))}
    </section>
  )
}

function useAcknowledge() {
  const client = useQueryClient()
  return useCommand({
    run: acknowledgeAlerts,
    failure: () => 'It was not acknowledged',
    onDone: () => void client.invalidateQueries({ queryKey: alertsQuery.queryKey }),
  })
}

interface AlertLineProps {
  readonly alert: AlertRow
  readonly isBusy: boolean
  readonly onAcknowledge: () => void
}

function AlertLine({ alert, isBusy, onAcknowledge }: AlertLineProps) {
  const { kind, message, raisedAt, executionId } = alert
  return (
    <div className="alert-line" data-open={isOpen(alert)}>
      <div className="alert-words">
        <Group gap="xs">
          <Tag tone={isOpen(alert) ? KINDS[kind].tone : 'outline'}>{KINDS[kind].name}</Tag>
          <Text size="xs" className="quiet">
            {formatDateTime(raisedAt)} · {stateOf(alert)}
          </Text>
        </Group>
        <div>
          <Outside>{message}</Outside>
          {executionId !== null && (
            <>
              {' '}
              <ExecutionLink executionId={executionId}>See the execution</ExecutionLink>
            </>
          )}
        </div>
        <Text size="xs" className="quiet">
          {describeProgress(alert) ?? 'Sent by no channel'}
        </Text>
      </div>
      {isOpen(alert) && (
        <Button
          size="xs"
          variant="light"
          disabled={isBusy}
          aria-label={`Acknowledge: ${message}`}
          onClick={onAcknowledge}
        >
          Acknowledge
        </Button>
      )}
    </div>
  )
}

function stateOf({ isCondition, resolvedAt, acknowledgedAt, acknowledgedBy }: AlertRow): string {
  const by = acknowledgedAt === null ? '' : `acknowledged by ${acknowledgedBy ?? 'somebody'}`
  if (resolvedAt !== null) return `over at ${formatDateTime(resolvedAt)}${by && `, ${by}`}`
  if (by !== '') return by
  return isCondition ? 'repeated until it is acknowledged' : 'happened once'
}
