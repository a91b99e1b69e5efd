import type { Part } from '../api/health.ts'
import { formatAge } from '../format/age.ts'
import { Empty } from '../parts/empty.tsx'
import { PART_STATES } from './part-states.ts'
import { Outside } from '../names/outside.tsx'

/** Each part with its state, since when, and what to do about it. */
export function PartList({ parts }: { readonly parts: readonly Part[] }) {
  if (parts.length === 0)
    return <Empty title="Nothing has been reported">The gateway reports every second.</Empty>
  return (
    <ul className="part-list">
      {parts.map(({ advice, forMs, id, message, name, state }) => (
        <li key={id} className="health-part part-list-item" data-state={state}>
          <div>
            <div className="part-list-name">
              {name} <span className="health-part-state">{PART_STATES[state]}</span>{' '}
              <span className="quiet part-list-since">for {formatAge(forMs)}</span>
            </div>
            {state !== 'ok' && state !== 'off' && (
              <div className="quiet part-list-why">
                <Outside>{message}</Outside>. {advice}
              </div>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}
