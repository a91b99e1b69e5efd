import type { ExecutionRow, ExecutionSort } from '@surefoot/shared/messages'
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useRef } from 'react'
import { COLUMNS } from './history-columns.tsx'
import { HistoryHead } from './history-head.tsx'

/** As `history-table.css` draws a row. */
const ROW_PX = 54
/** Before the table is measured. */
const FIRST_RECT = { width: 1280, height: 600 }
const OVERSCAN = 8

export interface HistoryTableProps {
  readonly executions: readonly ExecutionRow[]
  readonly sort: string
  readonly direction: 'asc' | 'desc'
  readonly onSort: (by: ExecutionSort) => void
  /** The rows that are drawn, after each scroll. */
  readonly onShown: (range: { readonly first: number; readonly last: number }) => void
}

/** The executions as a table of which only the rows in view are drawn. */
export function HistoryTable({ executions, onShown, ...sorting }: HistoryTableProps) {
  const box = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: executions.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => executions[index]?.id ?? index,
    initialRect: FIRST_RECT,
    overscan: OVERSCAN,
  })
  const drawn = rows.getVirtualItems()
  const first = drawn[0]
  const last = drawn.at(-1)
  useEffect(() => {
    if (first && last) onShown({ first: first.index, last: last.index })
  }, [first?.index, last?.index, executions.length, onShown])
  return (
    <div
      className="card history"
      ref={box}
      tabIndex={0}
      role="region"
      aria-label="Executions, scroll for more"
    >
      <table className="history-table" aria-rowcount={executions.length + 1}>
        <HistoryHead {...sorting} />
        <tbody>
          <Gap heightPx={first?.start ?? 0} />
          {drawn.map(({ index, key }) => {
            const execution = executions[index]
            return execution && <HistoryRow key={key} execution={execution} place={index + 2} />
          })}
          <Gap heightPx={rows.getTotalSize() - (last?.end ?? 0)} />
        </tbody>
      </table>
    </div>
  )
}

interface HistoryRowProps {
  readonly execution: ExecutionRow
  /** Among all rows, the head included, from 1. */
  readonly place: number
}

const HistoryRow = memo(function HistoryRow({ execution, place }: HistoryRowProps) {
  return (
    <tr aria-rowindex={place}>
      {COLUMNS.map(({ title, isNumber = false, show }) => (
        <td key={title} data-number={isNumber || undefined}>
          {show(execution)}
        </td>
      ))}
    </tr>
  )
})

/** The room of the rows that are not drawn. */
function Gap({ heightPx }: { readonly heightPx: number }) {
  if (heightPx <= 0) return null
  return (
    <tr aria-hidden="true" className="history-gap">
      <td colSpan={COLUMNS.length} style={{ height: heightPx }} />
    </tr>
  )
}
