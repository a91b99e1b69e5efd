import { useStanding, type Standing } from '../live/use-standing.ts'

const WORDS: Record<Standing['kind'], string> = {
  connecting: 'Connecting',
  live: 'Connected',
  lost: 'Not connected',
  closed: 'Not connected',
}

export function ConnectionPill() {
  const { kind } = useStanding()
  return (
    <span className="connection" data-kind={kind} role="status">
      {WORDS[kind]}
    </span>
  )
}
