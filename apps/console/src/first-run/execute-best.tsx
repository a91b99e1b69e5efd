import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { LiveOpportunity } from '../api/desk.ts'
import { opportunitiesQuery } from '../api/queries.ts'
import { formatMoney } from '../format/money.ts'
import { formatEvent } from '../format/words.ts'
import { EventName } from '../names/event-name.tsx'
import { useHealth } from '../health/use-health.ts'
import { useDesk } from '../live/use-desk.ts'
import { useTake } from '../opportunities/use-take.ts'
import { whyStopped } from '../opportunities/why-not.ts'
import { ScreenLink } from '../parts/links.tsx'

/** The best opportunity of now and its Execute. Under the pointer or the focus it does not change into another. */
export function ExecuteBest() {
  const { data } = useQuery(opportunitiesQuery)
  const [held, setHeld] = useState<LiveOpportunity | null>(null)
  // What an operator must compare first is executed from its row, which shows why.
  const best = data?.find(({ review }) => review === undefined)
  const shown = held ?? best
  if (shown === undefined)
    return (
      <Text size="sm" className="quiet">
        No opportunity now. Most appear within a minute.
      </Text>
    )
  const isGone = data?.every(({ opportunityId }) => opportunityId !== shown.opportunityId) ?? false
  const hold = (): void => setHeld((before) => before ?? best ?? null)
  const letGo = (): void => setHeld(null)
  return (
    <div
      className="execute-best"
      onPointerEnter={hold}
      onPointerLeave={letGo}
      onFocus={hold}
      onBlur={letGo}
    >
      <Take key={shown.opportunityId} opportunity={shown} isGone={isGone} />
      <ScreenLink to="/opportunities">All opportunities</ScreenLink>
    </div>
  )
}

interface TakeProps {
  readonly opportunity: LiveOpportunity
  readonly isGone: boolean
}

function Take({ opportunity, isGone }: TakeProps) {
  const { desk } = useDesk()
  const health = useHealth()
  const { take, isTaking } = useTake(opportunity)
  const isLive = desk?.control.venue === 'live'
  return (
    <>
      <Text size="sm" component="div" miw={0}>
        <EventName of={opportunity} />{' '}
        <b className="good">{formatMoney(opportunity.profit, { isSigned: true })}</b>
        {isGone && <span className="bad"> is gone</span>}
      </Text>
      <Button
        size="sm"
        color={isLive ? 'red.9' : 'ink'}
        loading={isTaking}
        disabled={isGone || whyStopped(desk, health) !== null}
        aria-label={`Execute ${formatEvent(opportunity)}, sure profit ${formatMoney(opportunity.profit, { isSigned: true })}`}
        onClick={() => take(null)}
      >
        {isLive ? 'Execute' : 'Execute on paper'}
      </Button>
    </>
  )
}
