import { Table } from '@mantine/core'
import type { ExecutionRow } from '@surefoot/shared/messages'
import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { formatMoney } from '../format/money.ts'
import { formatOdds } from '../format/odds.ts'
import { formatDateTime } from '../format/time.ts'
import { formatEvent, formatMarket } from '../format/words.ts'
import { BookedProfit } from '../parts/booked-profit.tsx'
import { ExecutionStatus, LegStatusMark } from '../parts/execution-status.tsx'
import { statusOf } from '../parts/execution-state.ts'
import { ExecutionLink } from '../parts/links.tsx'

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() })
const column = createColumnHelper<typeof features, ExecutionRow>()

const columns = column.columns([
  column.accessor('timestamp', {
    header: 'Taken',
    cell: ({ getValue }) => formatDateTime(getValue()),
  }),
  column.accessor((row) => formatEvent(row), {
    id: 'event',
    header: 'Event',
    cell: ({ row: { original }, getValue }) => (
      <>
        <ExecutionLink executionId={original.id}>{getValue()}</ExecutionLink>
        <div className="history-market">
          {original.sport} · {formatMarket(original.market, original.line)}
        </div>
      </>
    ),
  }),
  column.accessor((row) => Number(row.stakeA), {
    id: 'A',
    header: 'A: stake at odds',
    cell: ({ row: { original } }) =>
      `${formatMoney(original.stakeA)} at ${formatOdds(original.oddsA)}`,
  }),
  column.accessor((row) => Number(row.stakeB), {
    id: 'B',
    header: 'B: stake at odds',
    cell: ({ row: { original } }) =>
      `${formatMoney(original.stakeB)} at ${formatOdds(original.oddsB)}`,
  }),
  column.accessor((row) => Number(row.expectedProfit), {
    id: 'profit',
    header: 'Promised',
    cell: ({ row }) => formatMoney(row.original.expectedProfit, { isSigned: true }),
  }),
  column.accessor((row) => (row.profit === null ? undefined : Number(row.profit)), {
    id: 'booked',
    header: 'Booked',
    sortUndefined: 'last',
    cell: ({ row }) => <BookedProfit execution={row.original} />,
  }),
  column.accessor((row) => `${row.legA_status ?? ''} ${row.legB_status ?? ''}`, {
    id: 'legs',
    header: 'Legs',
    cell: ({ row: { original } }) => (
      <span style={{ display: 'inline-flex', gap: 8 }}>
        <LegStatusMark role="A" status={original.legA_status} />
        <LegStatusMark role="B" status={original.legB_status} />
      </span>
    ),
  }),
  column.accessor((row) => statusOf(row).name, {
    id: 'status',
    header: 'Status',
    cell: ({ row }) => <ExecutionStatus execution={row.original} />,
  }),
  column.accessor('requestedBy', { header: 'By' }),
])

const SORTED = { asc: 'ascending', desc: 'descending' } as const
const ARROWS = { asc: ' ↑', desc: ' ↓' } as const

export function HistoryTable({ executions }: { readonly executions: ExecutionRow[] }) {
  const table = useTable({
    features,
    columns,
    data: executions,
    getRowId: (row) => row.id,
  })
  return (
    <div className="card history">
      <Table highlightOnHover verticalSpacing="xs" horizontalSpacing="sm">
        <Table.Thead>
          {table.getHeaderGroups().map((group) => (
            <Table.Tr key={group.id}>
              {group.headers.map((header) => {
                const sorted = header.column.getIsSorted()
                return (
                  <Table.Th key={header.id} aria-sort={sorted ? SORTED[sorted] : 'none'}>
                    <button type="button" onClick={header.column.getToggleSortingHandler()}>
                      <table.FlexRender header={header} />
                      {sorted ? ARROWS[sorted] : ''}
                    </button>
                  </Table.Th>
                )
              })}
            </Table.Tr>
          ))}
        </Table.Thead>
        <Table.Tbody>
          {table.getRowModel().rows.map((row) => (
            <Table.Tr key={row.id}>
              {row.getAllCells().map((cell) => (
                <Table.Td key={cell.id}>
                  <table.FlexRender cell={cell} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}
