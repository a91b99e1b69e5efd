import { SegmentedControl, Skeleton, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Venue } from '@surefoot/shared/messages'
import { useState } from 'react'
import { latestExecutionsQuery } from '../api/latest-executions.ts'
import { formatCount } from '../format/count.ts'
import { formatMoney } from '../format/money.ts'
import { dayOf, formatDay } from '../format/time.ts'
import { CardHead } from '../parts/card-head.tsx'
import { Empty } from '../parts/empty.tsx'
import { Failure } from '../parts/failure.tsx'
import { addUpDays, type DayOfMoney } from './add-up-days.ts'

/** What was really won or lost, by the day it was taken. */
export function ProfitByDay() {
  const { data, error, refetch } = useQuery(latestExecutionsQuery)
  const [venue, setVenue] = useState<Venue>('live')
  const days = data && addUpDays(data.executions, { venue, dayOf })
  return (
    <section className="card">
      <CardHead title="Profit by day">
        <SegmentedControl
          aria-label="Of which executions"
          size="xs"
          value={venue}
          onChange={setVenue}
          data={[
            { value: 'live', label: 'Live' },
            { value: 'paper', label: 'Paper' },
          ]}
        />
      </CardHead>
      {error && <Failure what="The profit" error={error} onRetry={() => void refetch()} />}
      {days === undefined && !error && <Skeleton h={160} />}
      {days?.length === 0 && (
        <Empty title="Nothing booked">
          {venue === 'live'
            ? 'A day appears here with its first accepted bet; its profit when the bets have ended.'
            : 'A day appears here with its first simulated bet. Simulated bets never end, so nothing is booked for them.'}
        </Empty>
      )}
      {days !== undefined && days.length > 0 && <DayTable days={days} />}
      {data?.isCut === true && (
        <Text size="sm" className="quiet" mt="xs">
          From the latest {formatCount(data.executions.length)} executions: the oldest day is not
          whole.
        </Text>
      )}
    </section>
  )
}

function DayTable({ days }: { readonly days: readonly DayOfMoney[] }) {
  return (
    <div className="figures">
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Taken on</Table.Th>
            <Table.Th ta="right">Settled</Table.Th>
            <Table.Th ta="right">Promised</Table.Th>
            <Table.Th ta="right">Booked</Table.Th>
            <Table.Th ta="right">Not settled</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {days.map(({ day, booked, promised, profit, open }) => (
            <Table.Tr key={day}>
              <Table.Td>{formatDay(day)}</Table.Td>
              <Table.Td ta="right" data-label="Settled">
                {formatCount(booked)}
              </Table.Td>
              <Table.Td ta="right" data-label="Promised">
                {formatMoney(promised, { isSigned: true })}
              </Table.Td>
              <Table.Td
                ta="right"
                fw={700}
                data-label="Booked"
                className={profit.startsWith('-') ? 'bad' : 'good'}
              >
                {formatMoney(profit, { isSigned: true })}
              </Table.Td>
              <Table.Td ta="right" data-label="Not settled">
                {formatCount(open)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}
