import { useQuery } from '@tanstack/react-query'
import { deskQuery } from '../api/queries.ts'
import type { Desk } from '../api/desk.ts'
import { useNow } from './use-now.ts'

export interface SeenDesk {
  readonly desk: Desk | undefined
  /** When this console got it, milliseconds since 1970 on its own clock. */
  readonly seenAt: number
}

export function useDesk(): SeenDesk {
  const { data, dataUpdatedAt } = useQuery(deskQuery)
  return { desk: data, seenAt: dataUpdatedAt }
}

/** The gateway's present: its clock need not be this machine's. */
export function useGatewayNow(): number {
  const { desk, seenAt } = useDesk()
  const now = useNow()
  return desk === undefined ? now : desk.now + Math.max(0, now - seenAt)
}

/** How long ago the account's odds stream was heard; null if never. */
export function useStreamAge(account: 'A' | 'B'): number | null {
  const { desk, seenAt } = useDesk()
  const now = useNow()
  const ageMs = desk?.accounts[account].browser?.streamAgeMs ?? null
  return ageMs === null ? null : ageMs + Math.max(0, now - seenAt)
}
