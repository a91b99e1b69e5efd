import { Stack, Text, Title } from '@mantine/core'
import type { Need } from '../api/needs.ts'
import { formatMoney } from '../format/money.ts'
import { formatEvent } from '../format/words.ts'
import { formatDateTime } from '../format/time.ts'
import { EventName } from '../names/event-name.tsx'
import { AccountLetter } from '../parts/account-letter.tsx'
import { HedgeNeed } from './hedge-need.tsx'
import { LegNeed } from './leg-need.tsx'
import { NeedLinks } from './need-links.tsx'
import { ENDS, titleOf } from './need-words.ts'
import { Outside } from '../names/outside.tsx'

/** One thing that waits for a person: what it is, what it may cost, and what ends it. */
export function NeedCard({ need }: { readonly need: Need }) {
  return (
    <section className="card need" aria-label={labelOf(need)}>
      <Stack gap="md">
        <div className="need-head">
          {need.account !== null && <AccountLetter role={need.account} size={20} />}
          <div className="need-title">
            <Title order={2}>{titleOf(need)}</Title>
            <NeedFacts need={need} />
          </div>
          {need.atRisk !== null && (
            <div className="need-risk">
              <div className="need-risk-sum">{formatMoney(need.atRisk)}</div>
              <Text size="sm" className="quiet">
                at risk
              </Text>
            </div>
          )}
        </div>
        <Text>
          <Outside>{need.message}</Outside>
        </Text>
        {need.kind === 'leg' && need.executionId !== null && need.legId !== null && (
          <LegNeed executionId={need.executionId} legId={need.legId} />
        )}
        {need.kind === 'hedge' && need.executionId !== null && (
          <HedgeNeed executionId={need.executionId} />
        )}
        <Text size="sm" className="quiet">
          {ENDS[need.kind]} <NeedLinks need={need} />
        </Text>
      </Stack>
    </section>
  )
}

/** Two needs of one kind differ by their match. */
function labelOf(need: Need): string {
  return need.event === null ? titleOf(need) : `${titleOf(need)}: ${formatEvent(need.event)}`
}

function NeedFacts({ need: { event, kind, since } }: { readonly need: Need }) {
  const facts = [
    event && `starts ${formatDateTime(event.start)}`,
    since && `${kind === 'statement' ? 'read' : 'since'} ${formatDateTime(since)}`,
  ].filter((fact) => fact !== null)
  return (
    <Text size="sm" className="quiet">
      {event && <EventName of={event} />}
      {event && ' · '}
      {facts.join(' · ')}
    </Text>
  )
}
