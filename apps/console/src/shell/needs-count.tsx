import { useDesk } from '../live/use-desk.ts'

/** How much waits for a person; nothing where nothing does, a question mark where the gateway does not know. */
export function NeedsCount() {
  const { desk } = useDesk()
  if (desk === undefined || desk.needsYou === 0) return null
  return (
    <span className="needs-count" role="status" aria-label={describe(desk.needsYou)}>
      {desk.needsYou ?? '?'}
    </span>
  )
}

function describe(count: number | null): string {
  return count === null ? 'It is not known what waits for you' : `${count} waiting for you`
}
