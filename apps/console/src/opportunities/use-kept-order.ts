import { useEffect, useRef, useState } from 'react'
import type { LiveOpportunity } from '../api/desk.ts'
import { keepOrder } from './keep-order.ts'

/** Rows in an order that does not move under the pointer or the keyboard. */
export function useKeptOrder(opportunities: readonly LiveOpportunity[]) {
  const [isHeld, setHeld] = useState(false)
  const shown = useRef<readonly string[]>([])
  const rows = keepOrder(opportunities, shown.current, isHeld)
  useEffect(() => {
    shown.current = rows.map(({ opportunityId }) => opportunityId)
  })
  return {
    rows,
    isHeld,
    holders: {
      onPointerEnter: () => setHeld(true),
      onPointerLeave: () => setHeld(false),
      onFocus: () => setHeld(true),
      onBlur: () => setHeld(false),
    },
  }
}
