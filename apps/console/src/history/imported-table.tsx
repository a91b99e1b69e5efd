import { Table } from '@mantine/core'
import type { ImportedExecution } from '@surefoot/shared/messages'
import { formatMoney } from '../format/money.ts'
import { formatFullDate } from '../format/time.ts'
import { Tag, type Tone } from '../parts/tag.tsx'
import { Outside } from '../names/outside.tsx'

export interface ImportedRow extends ImportedExecution {
  readonly source: string
}

const ENDS: Record<NonNullable<ImportedExecution['final_status']> | 'none', [string, Tone]> = {
  success: ['Success', 'good'],
  failed: ['Failed', 'bad'],
  none: ['Never ended', 'warn'],
}

/** Executions of an earlier engine, with what it wrote of them and no more. */
export function ImportedTable({ executions }: { readonly executions: readonly ImportedRow[] }) {
  return (
    <div className="history-imported" tabIndex={0} role="region" aria-label="Imported executions">
      <Table verticalSpacing="xs" horizontalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            {['Taken', 'Match', 'A', 'B', 'Status', 'Told', 'From'].map((title) => (
              <Table.Th key={title}>{title}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {executions.map((execution) => (
            <Line key={`${execution.source} ${execution.id}`} execution={execution} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

function Line({ execution }: { readonly execution: ImportedRow }) {
  const [name, tone] = ENDS[execution.final_status ?? 'none']
  const { providerA, stakeA, legA_status, providerB, stakeB, legB_status } = execution
  return (
    <Table.Tr>
      <Table.Td>{formatFullDate(execution.timestamp)}</Table.Td>
      <Table.Td>{execution.matchId}</Table.Td>
      <Table.Td>{sayLeg(providerA, stakeA, legA_status)}</Table.Td>
      <Table.Td>{sayLeg(providerB, stakeB, legB_status)}</Table.Td>
      <Table.Td>
        <Tag tone="outline">Imported</Tag> <Tag tone={tone}>{name}</Tag>
      </Table.Td>
      <Table.Td>
        <Outside>{execution.error_message}</Outside>
        {execution.hedge_triggered && <div className="history-small">A hedge was triggered</div>}
        {execution.hedgeEvents.map((event) => (
          <div key={event.id} className="history-small">
            {formatFullDate(event.timestamp)} {sayDetails(event.details)}
          </div>
        ))}
      </Table.Td>
      <Table.Td>
        {execution.source} {execution.id}
      </Table.Td>
    </Table.Tr>
  )
}

function sayLeg(
  provider: string,
  stake: string | null,
  status: ImportedExecution['legA_status'],
): string {
  const staked = stake === null ? 'stake not known' : formatMoney(stake)
  return `${provider}: ${staked}, ${status ?? 'status not known'}`
}

function sayDetails(details: ImportedExecution['hedgeEvents'][number]['details']): string {
  return typeof details === 'string' ? details : JSON.stringify(details)
}
