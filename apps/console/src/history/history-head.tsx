import type { ExecutionSort } from '@surefoot/shared/messages'
import { COLUMNS, type HistoryColumn } from './history-columns.tsx'

export interface HistorySorting {
  readonly sort: string
  readonly direction: 'asc' | 'desc'
  readonly onSort: (by: ExecutionSort) => void
}

const SORTED = { asc: 'ascending', desc: 'descending' } as const
const ARROWS = { asc: '↑', desc: '↓' } as const

export function HistoryHead(sorting: HistorySorting) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {COLUMNS.map((column) => (
          <HeadCell key={column.title} column={column} sorting={sorting} />
        ))}
      </tr>
    </thead>
  )
}

interface HeadCellProps {
  readonly column: HistoryColumn
  readonly sorting: HistorySorting
}

function HeadCell({ column, sorting: { sort, direction, onSort } }: HeadCellProps) {
  const { title, widthPx, isNumber = false, sort: by } = column
  const style = { width: widthPx }
  if (by === null)
    return (
      <th scope="col" style={style}>
        {title}
      </th>
    )
  const isSorted = sort === by
  return (
    <th
      scope="col"
      style={style}
      data-number={isNumber || undefined}
      aria-sort={isSorted ? SORTED[direction] : 'none'}
    >
      <button type="button" onClick={() => onSort(by)}>
        {title} <span aria-hidden="true">{isSorted ? ARROWS[direction] : '↕'}</span>
      </button>
    </th>
  )
}
