import { hedgeChoice, type HedgeChoice, type HedgeEvent } from '@surefoot/shared/messages'
import { z } from 'zod'

const told = z.object({ choices: z.array(hedgeChoice) })

/** The choices that a step of a hedge was made from; none where it tells none. */
export function readChoices({ details }: Pick<HedgeEvent, 'details'>): HedgeChoice[] {
  return told.safeParse(details).data?.choices ?? []
}

/** The choices of the latest step that tells any. */
export function choicesOf(events: readonly HedgeEvent[]): HedgeChoice[] {
  return (
    events
      .toSorted((one, other) => Date.parse(other.timestamp) - Date.parse(one.timestamp))
      .map(readChoices)
      .find((choices) => choices.length > 0) ?? []
  )
}
