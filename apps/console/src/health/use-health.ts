import { useQuery } from '@tanstack/react-query'
import { partsQuery } from '../api/health.ts'
import { useConnection } from '../live/connection.ts'
import { useDesk } from '../live/use-desk.ts'
import { useNow } from '../live/use-now.ts'
import { judgeHealth, NEEDED_BY, whyBlocked, type SeenHealth } from './judge-health.ts'

/** The health of the parts as of now. */
export function useHealth(): SeenHealth {
  const { data } = useQuery(partsQuery)
  const connection = useConnection()
  // Ages move and evidence gets old without an event.
  useNow()
  return judgeHealth(data, connection)
}

/** Why a command cannot be given now; null if it can. */
export function useBlocked(command: keyof typeof NEEDED_BY): string | null {
  return whyBlocked(useHealth(), NEEDED_BY[command])
}

/** The gateway reads the ledger every three seconds. */
const OLD_DESK_MS = 10_000

/** Whether the desk that is shown is the present one: the ledger replies, and was read a moment ago. */
export function useIsDeskKnown(): boolean {
  const { desk, seenAt } = useDesk()
  const blocked = useBlocked('desk')
  const now = useNow()
  const isRecent = desk !== undefined && desk.readAgoMs + Math.max(0, now - seenAt) < OLD_DESK_MS
  return blocked === null && isRecent
}
