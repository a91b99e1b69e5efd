import { Stack, Text } from '@mantine/core'
import type { HedgeEvent } from '@surefoot/shared/messages'
import { formatDateTime } from '../format/time.ts'
import { CardHead } from '../parts/card-head.tsx'
import { HedgeChoices } from '../parts/hedge-choices.tsx'
import { readChoices } from '../parts/read-choices.ts'
import { messageOfHedge } from './hedge-outcome.ts'
import { Outside } from '../names/outside.tsx'

/** Every step of a hedge, oldest first, with the choices it was made from. Not there where no leg stood alone. */
export function HedgeSteps({ events }: { readonly events: readonly HedgeEvent[] }) {
  if (events.length === 0) return null
  const ordered = events.toSorted(
    (one, other) => Date.parse(one.timestamp) - Date.parse(other.timestamp),
  )
  return (
    <section className="card" data-account="H">
      <CardHead title="Hedge" />
      <Stack gap="sm">
        {ordered.map((event) => (
          <HedgeStepLine key={event.id} event={event} />
        ))}
      </Stack>
    </section>
  )
}

function HedgeStepLine({ event }: { readonly event: HedgeEvent }) {
  const choices = readChoices(event)
  return (
    <div>
      <Text size="sm">
        <span className="step-time">{formatDateTime(event.timestamp)}</span> <b>{event.step}</b>{' '}
        <Outside>{messageOfHedge(event)}</Outside>
      </Text>
      {choices.length > 0 && <HedgeChoices choices={choices} />}
    </div>
  )
}
