import { Popover, UnstyledButton } from '@mantine/core'
import type { Part } from '../api/health.ts'
import { formatAge } from '../format/age.ts'
import { PART_STATES } from '../health/part-states.ts'
import { sumUp } from '../health/sum-up.ts'
import { useHealth } from '../health/use-health.ts'
import { ScreenLink } from '../parts/links.tsx'

/** The health of everything in one line; pressed, of each part by name. */
export function HealthPill() {
  const health = useHealth()
  const { forMs, others, text, tone } = sumUp(health)
  return (
    <Popover width={340} position="bottom-end" withArrow shadow="md">
      <Popover.Target>
        <UnstyledButton className="health-pill" data-state={tone} data-testid="health">
          <span role="status">{text}</span>
          {forMs !== null && <span aria-hidden="true"> — {formatAge(forMs)}</span>}
          {others > 0 && <span className="health-pill-others"> +{others}</span>}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <ul className="health-parts" aria-label="Health of each part">
          {health.parts.map((part) => (
            <PartLine key={part.id} part={part} />
          ))}
        </ul>
        {health.parts.length === 0 && <p className="quiet">Nothing has been reported yet.</p>}
        <ScreenLink to="/health">Health of every process</ScreenLink>
      </Popover.Dropdown>
    </Popover>
  )
}

function PartLine({ part: { forMs, name, state } }: { readonly part: Part }) {
  return (
    <li className="health-part" data-state={state}>
      <span>{name}</span>
      <span className="health-part-state">
        {PART_STATES[state]}
        {state === 'down' && ` for ${formatAge(forMs)}`}
      </span>
    </li>
  )
}
