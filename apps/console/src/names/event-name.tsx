import type { ExecutionRow } from '@surefoot/shared/messages'
import { Name } from './name.tsx'

/** Who plays whom: home always at the left, and neither name can take the room of the other or of what follows. */
export function EventName({
  of: { home, away },
}: {
  readonly of: Pick<ExecutionRow, 'home' | 'away'>
}) {
  return (
    <span className="event-name" dir="ltr">
      <Name>{home}</Name>
      <span className="event-name-dash"> – </span>
      <Name>{away}</Name>
    </span>
  )
}
