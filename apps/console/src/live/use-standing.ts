import { useConnection } from './connection.ts'
import { useDesk } from './use-desk.ts'
import { useNow } from './use-now.ts'

export interface Standing {
  /** `lost`: what is shown is not the present. `closed`: the gateway has ended the session. */
  readonly kind: 'connecting' | 'live' | 'lost' | 'closed'
  /** How old the shown desk is; null before there is one. */
  readonly ageMs: number | null
}

/** The desk is asked for every five seconds at least: when it is older, no answer came, whatever the connection says. */
const SILENCE_MS = 8000

/** Whether what is shown is the present. */
export function useStanding(): Standing {
  const connection = useConnection()
  const { desk, seenAt } = useDesk()
  const now = useNow()
  const ageMs = desk === undefined ? null : Math.max(0, now - seenAt)
  const isOld = ageMs !== null && ageMs > SILENCE_MS
  return { kind: connection !== 'closed' && isOld ? 'lost' : connection, ageMs }
}
