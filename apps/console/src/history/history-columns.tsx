import type { ExecutionRow, ExecutionSort } from '@surefoot/shared/messages'
import type { ReactNode } from 'react'
import { formatMoney } from '../format/money.ts'
import { formatOdds } from '../format/odds.ts'
import { formatDateTime } from '../format/time.ts'
import { formatMarket } from '../format/words.ts'
import { EventName } from '../names/event-name.tsx'
import { BookedProfit } from '../parts/booked-profit.tsx'
import { ExecutionStatus, LegStatusMark } from '../parts/execution-status.tsx'
import { ExecutionLink } from '../parts/links.tsx'

export interface HistoryColumn {
  readonly title: string
  /** What the ledger sorts it by; null: it does not. */
  readonly sort: ExecutionSort | null
  readonly widthPx: number
  readonly isNumber?: boolean
  readonly show: (row: ExecutionRow) => ReactNode
}

export const COLUMNS: readonly HistoryColumn[] = [
  { title: 'Taken', sort: 'taken', widthPx: 156, show: (row) => <Taken row={row} /> },
  { title: 'Event', sort: null, widthPx: 268, show: (row) => <Event row={row} /> },
  {
    title: 'A',
    sort: 'stakeA',
    widthPx: 140,
    show: ({ stakeA, oddsA, providerA }) => (
      <Side stake={stakeA} odds={oddsA} provider={providerA} />
    ),
  },
  {
    title: 'B',
    sort: 'stakeB',
    widthPx: 140,
    show: ({ stakeB, oddsB, providerB }) => (
      <Side stake={stakeB} odds={oddsB} provider={providerB} />
    ),
  },
  {
    title: 'Promised',
    sort: 'promised',
    widthPx: 100,
    isNumber: true,
    show: (row) => formatMoney(row.expectedProfit, { isSigned: true }),
  },
  {
    title: 'Booked',
    sort: 'booked',
    widthPx: 100,
    isNumber: true,
    show: (row) => <BookedProfit execution={row} />,
  },
  { title: 'Legs', sort: null, widthPx: 120, show: (row) => <Legs row={row} /> },
  { title: 'Status', sort: null, widthPx: 202, show: (row) => <ExecutionStatus execution={row} /> },
]

function Taken({ row }: { readonly row: ExecutionRow }) {
  return (
    <>
      {formatDateTime(row.timestamp)}
      <div className="history-small">by {row.requestedBy}</div>
    </>
  )
}

function Event({ row }: { readonly row: ExecutionRow }) {
  return (
    <>
      <ExecutionLink executionId={row.id}>
        <EventName of={row} />
      </ExecutionLink>
      <div className="history-small">
        {row.sport} · {formatMarket(row.market, row.line)}
      </div>
    </>
  )
}

interface SideProps {
  readonly stake: string
  readonly odds: string
  readonly provider: string
}

function Side({ stake, odds, provider }: SideProps) {
  return (
    <>
      {formatMoney(stake)} at {formatOdds(odds)}
      <div className="history-small">{provider}</div>
    </>
  )
}

function Legs({ row }: { readonly row: ExecutionRow }) {
  return (
    <span className="history-legs">
      <LegStatusMark role="A" status={row.legA_status} />
      <LegStatusMark role="B" status={row.legB_status} />
    </span>
  )
}
