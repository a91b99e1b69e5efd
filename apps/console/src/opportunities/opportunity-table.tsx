import { Table } from '@mantine/core'
import { useEffect } from 'react'
import type { LiveOpportunity } from '../api/desk.ts'
import { useDesk, useGatewayNow } from '../live/use-desk.ts'
import { notePlaces } from '../shortcuts/press-execute.ts'
import { OpportunityRow } from './opportunity-row.tsx'
import { useKeptOrder } from './use-kept-order.ts'

export interface OpportunityTableProps {
  readonly opportunities: readonly LiveOpportunity[]
  /** The operator's own stake on leg A; null for the scanner's. */
  readonly stake: string | null
}

export function OpportunityTable({ opportunities, stake }: OpportunityTableProps) {
  const { desk } = useDesk()
  const now = useGatewayNow()
  const { rows, holders } = useKeptOrder(opportunities)
  useEffect(() => notePlaces(rows.map(({ opportunityId }) => opportunityId)))
  return (
    <div
      className="card opportunities"
      tabIndex={0}
      role="region"
      aria-label="Opportunities"
      {...holders}
    >
      <Table verticalSpacing="sm" horizontalSpacing="md" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Event</Table.Th>
            <Table.Th>A at {desk?.accounts.A.providerId ?? '–'}</Table.Th>
            <Table.Th>B at {desk?.accounts.B.providerId ?? '–'}</Table.Th>
            <Table.Th ta="right">Sure profit</Table.Th>
            <Table.Th>Why not taken</Table.Th>
            <Table.Th aria-label="Act" />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((opportunity, index) => (
            <OpportunityRow
              key={opportunity.opportunityId}
              opportunity={opportunity}
              desk={desk}
              now={now}
              stake={stake}
              place={index + 1}
            />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}
