import { useIsDeskKnown } from '../health/use-health.ts'
import { useDesk } from '../live/use-desk.ts'

/** How much waits for a person; nothing where nothing does, a question mark where the gateway does not know. */
export function NeedsCount() {
  const { desk } = useDesk()
  const isKnown = useIsDeskKnown()
  const count = isKnown ? (desk?.needsYou ?? null) : null
  if (count === 0) return null
  return (
    <span
      className="needs-count"
      data-unknown={count === null || undefined}
      role="status"
      aria-label={describe(count)}
    >
      {count ?? '?'}
    </span>
  )
}

function describe(count: number | null): string {
  return count === null ? 'It is not known what waits for you' : `${count} waiting for you`
}
