import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { alertsQuery } from '../api/notifications.ts'
import { useConnection } from '../live/connection.ts'
import { useDesk } from '../live/use-desk.ts'
import { isOpen } from '../notifications/words.ts'
import { drawAttention } from './draw-attention.ts'
import { titleOf } from './title.ts'

/** In every tab: title and icon show how much waits, and what is new is heard and seen. Renders nothing. */
export function Attention() {
  const { desk } = useDesk()
  const connection = useConnection()
  const isConnected = connection !== 'lost' && connection !== 'closed'
  const { data } = useQuery(alertsQuery)
  const open = data?.alerts.filter(isOpen)
  // An alert may be of what is no need: a silent service, a pause by somebody else.
  const needs = desk === undefined ? 0 : desk.needsYou
  const count = needs === null ? null : Math.max(needs, open?.length ?? 0)
  useEffect(() => {
    document.title = titleOf({ isConnected, count })
    showIcon(!isConnected || count !== 0)
  }, [isConnected, count])
  useNewAlerts(open)
  return null
}

function showIcon(isAlert: boolean): void {
  const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]')
  const href = isAlert ? '/favicon-alert.svg' : '/favicon.svg'
  if (icon !== null && icon.getAttribute('href') !== href) icon.setAttribute('href', href)
}

interface OpenAlert {
  readonly id: string
  readonly message: string
}

/** What was open when the page came is shown and not heard; what comes later is. */
function useNewAlerts(open: readonly OpenAlert[] | undefined): void {
  const seen = useRef<Set<string> | null>(null)
  useEffect(() => {
    if (open === undefined) return
    const fresh = open.filter(({ id }) => seen.current !== null && !seen.current.has(id))
    seen.current = new Set(open.map(({ id }) => id))
    const [first] = fresh
    if (first === undefined) return
    drawAttention(
      fresh.length === 1 ? first.message : `${first.message} And ${fresh.length - 1} more.`,
    )
  }, [open])
}
